package dev.livecode.session.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.Language;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BadInputIntegrationTests extends RunningService {

  private static final UUID UNKNOWN = UUID.fromString("01890000-0000-7000-8000-000000000000");
  private static final String SESSIONS = "/code-sessions";
  private static final String LANGUAGES =
      CatalogReader.read(Path.of("../../infra/sandbox/languages")).all().stream()
          .map(Language::name)
          .collect(Collectors.joining(", ", "Language must be one of ", ""));

  static Stream<Arguments> badOpenings() {
    return Stream.of(
        bad(null, 400, "Language is required"),
        bad("{}", 400, "Language is required"),
        bad("{\"language\":null}", 400, "Language is required"),
        bad("{\"language\":\"cobol\"}", 400, LANGUAGES),
        bad("{\"language\":\"Python\"}", 400, LANGUAGES),
        bad("{\"language\":\"\"}", 400, LANGUAGES),
        bad("{\"language\":5}", 400, "language must be a string"),
        bad("{\"language\":true}", 400, "language must be a string"),
        bad("{\"language\":[\"python\"]}", 400, "language must be a string"),
        bad("{\"language\":\"python\",\"source_code\":{}}", 400, "source_code must be a string"),
        bad("{\"language\":\"python\",\"source_code\":1.5}", 400, "source_code must be a string"),
        bad("[]", 400, "Body must be a JSON object"),
        bad("null", 400, "Body must be a JSON object"),
        bad("\"python\"", 400, "Body must be a JSON object"),
        bad("{\"language\":", 400, "Body is not legal JSON"),
        bad("language=python", 400, "Body is not legal JSON"),
        bad("{\"language\":\"python\"} x", 400, "Body is not legal JSON"),
        bad("{\"x\":" + "[".repeat(100_000), 400, "Body is not legal JSON"),
        bad("{\"a\":".repeat(100_000), 400, "Body is not legal JSON"),
        bad("[".repeat(100_000) + "]".repeat(100_000), 400, "Body must be a JSON object"),
        bad("{\"x\":[" + "{},".repeat(600_000) + "1]}", 400, "Body is not legal JSON"),
        bad(
            "{\"language\":\"python\",\"source_code\":\"a\\ud83d\"}",
            400,
            "source_code must be legal Unicode: it has a surrogate without its partner"),
        bad(
            "{\"language\":\"cobol\",\"source_code\":\"\\ude00\"}",
            400,
            LANGUAGES,
            "source_code must be legal Unicode: it has a surrogate without its partner"),
        bad(
            "{\"language\":\"python\",\"source_code\":\"" + "a".repeat(256 * 1024 + 1) + "\"}",
            413,
            "source_code must be at most 262144 bytes of UTF-8"),
        bad(
            "{\"language\":\"python\",\"source_code\":\"" + "\u00E4".repeat(128 * 1024 + 1) + "\"}",
            413,
            "source_code must be at most 262144 bytes of UTF-8"),
        bad(
            "{\"language\":\"python\",\"source_code\":\"" + "a".repeat(10_000_000) + "\"}",
            413,
            "Body must be at most 2097152 bytes"));
  }

  private static Arguments bad(@Nullable String body, int status, String... details) {
    return Arguments.of(body, status, List.of(details));
  }

  @ParameterizedTest
  @MethodSource("badOpenings")
  void aBadOpeningIsRefused(@Nullable String body, int status, List<String> details) {
    requireError(calls().send("POST", SESSIONS, body), status, details);
  }

  static Stream<Arguments> badSaves() {
    return Stream.of(
        bad("{}", 400, "Language or source_code is required"),
        bad(null, 400, "Language or source_code is required"),
        bad("{\"language\":\"cobol\"}", 400, LANGUAGES),
        bad("{\"source_code\":7}", 400, "source_code must be a string"));
  }

  @ParameterizedTest
  @MethodSource("badSaves")
  void aBadSaveIsRefusedEvenWhereNoSessionIs(
      @Nullable String body, int status, List<String> details) {
    requireError(calls().send("PATCH", SESSIONS + "/" + UNKNOWN, body), status, details);
  }

  static Stream<Arguments> badRuns() {
    return Stream.of(
        bad("{\"stdin\":5}", 400, "stdin must be a string"),
        bad("{\"arguments\":\"a\"}", 400, "arguments must be an array"),
        bad("{\"arguments\":[1]}", 400, "arguments[0] must be a string"),
        bad("{\"arguments\":[\"a\",null]}", 400, "arguments[1] must be a string"),
        bad("{\"arguments\":[\"a\\u0000\"]}", 400, "arguments must not contain NUL"),
        bad(
            "{\"arguments\":[" + "\"\",".repeat(64) + "\"\"]}",
            400,
            "arguments must be at most 64"),
        bad(
            "{\"arguments\":[\"" + "a".repeat(16 * 1024 + 1) + "\"]}",
            400,
            "arguments must be at most 16384 bytes together"),
        bad(
            "{\"arguments\":[\"\\ud800\"]}",
            400,
            "arguments must be legal Unicode: it has a surrogate without its partner"),
        bad("{\"limits\":5}", 400, "limits must be an object"),
        bad("{\"limits\":[]}", 400, "limits must be an object"),
        bad("{\"limits\":\"\"}", 400, "limits must be an object"),
        bad("{\"limits\":{\"wall_time_ms\":\"5\"}}", 400, "limits.wall_time_ms must be an integer"),
        bad("{\"limits\":{\"wall_time_ms\":1.5}}", 400, "limits.wall_time_ms must be an integer"),
        bad("{\"limits\":{\"wall_time_ms\":true}}", 400, "limits.wall_time_ms must be an integer"),
        bad("{\"limits\":{\"cpu_time_ms\":1e30}}", 400, "limits.cpu_time_ms must be an integer"),
        bad(
            "{\"limits\":{\"cpu_time_ms\":99999999999999999999}}",
            400,
            "limits.cpu_time_ms must be an integer"),
        bad("{\"limits\":{\"wall_time_ms\":0}}", 400, "limits.wall_time_ms must be at least 1"),
        bad(
            "{\"limits\":{\"memory_bytes\":1,\"output_bytes\":-1}}",
            400,
            "limits.memory_bytes must be at least 16777216",
            "limits.output_bytes must be at least 1"),
        bad(
            "{\"limits\":{\"wall_time_ms\":5001}}",
            400,
            "limits.wall_time_ms must be at most 5000"),
        bad(
            "{\"stdin\":\"" + "a".repeat(256 * 1024 + 1) + "\"}",
            413,
            "stdin must be at most 262144 bytes of UTF-8"),
        bad("5", 400, "Body must be a JSON object"));
  }

  @ParameterizedTest
  @MethodSource("badRuns")
  void aBadRunIsRefusedAndLeavesTheSessionFree(
      @Nullable String body, int status, List<String> details) {
    UUID session = calls().open("print(1)");

    Answer answer = calls().send("POST", SESSIONS + "/" + session + "/run", body);

    requireError(answer, status, details);
    assertThat(calls().run(session).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1-1-1-1-1", "no-uuid", "01890000-0000-7000-8000-00000000000g"})
  void anIdThatIsNoUuidIsRefused(String id) {
    List<String> details = List.of("session_id must be a UUID");
    String path = SESSIONS + "/" + id;
    requireError(calls().get(path), 400, details);
    requireError(calls().send("PATCH", path, "{\"language\":\"python\"}"), 400, details);
    requireError(calls().send("DELETE", path, null), 400, details);
    requireError(calls().send("POST", path + "/run", null), 400, details);
    requireError(
        calls().get("/internal/issued-runs/" + id), 400, List.of("execution_id must be a UUID"));
  }

  @Test
  void anUnknownSessionIsNotFound() {
    String path = SESSIONS + "/" + UNKNOWN;
    String expected = "{\"error\":\"Session not found\",\"code\":\"SESSION_NOT_FOUND\"}";
    assertThat(
            Stream.of(
                calls().get(path),
                calls().send("PATCH", path, "{\"language\":\"python\"}"),
                calls().send("DELETE", path, null),
                calls().send("POST", path + "/run", null)))
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(404);
              assertThat(answer.text()).isEqualTo(expected);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nowhere", "/code-sessions/", "/error", "/code-sessions/a/b/c"})
  void anUnknownPathIsNotFound(String path) {
    Answer answer = calls().get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).isEqualTo("{\"error\":\"Not found\",\"code\":\"NOT_FOUND\"}");
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() {
    Answer answer = calls().send("PUT", SESSIONS + "/" + UNKNOWN, "{}");

    requireError(answer, 405, List.of());
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "PATCH", "DELETE");
    requireError(calls().get(SESSIONS), 405, List.of());
    requireError(calls().get(SESSIONS + "/" + UNKNOWN + "/run"), 405, List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "nonsense"
      })
  void aBodyThatIsNoJsonIsRefused(String contentType) {
    String body = "{\"language\":\"python\"}";
    List<String> details = List.of("Content-Type must be application/json in UTF-8");
    requireError(calls().send("POST", SESSIONS, body, "Content-Type", contentType), 415, details);
    requireError(
        calls().send("PATCH", SESSIONS + "/" + UNKNOWN, body, "Content-Type", contentType),
        415,
        details);
    requireError(
        calls().send("POST", SESSIONS + "/" + UNKNOWN + "/run", body, "Content-Type", contentType),
        415,
        details);
  }

  @Test
  void aLargeBodyOfUnknownLengthIsRefused() {
    var body = new ByteArrayInputStream(("{\"a\":\"" + "a".repeat(10_000_000)).getBytes(UTF_8));

    requireError(
        calls().sendChunked(SESSIONS, body), 413, List.of("Body must be at most 2097152 bytes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\r\n\r\n",
        "GET /code-sessions/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /code-sessions/a%2Fb HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /<script> HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "FOO /code-sessions HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /code-sessions/../../x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      })
  void whatTheServerRefusesItselfHasTheSameShape(String request) throws IOException {
    requireShape(raw(request));
  }

  @Test
  void tooManyHeadersHaveTheSameShape() throws IOException {
    String header = "X: " + "a".repeat(20_000);
    requireShape(raw("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n\r\n"));
  }

  private static void requireShape(String answer) {
    assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d.*");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    JsonNode json =
        JsonMapper.shared().readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
    assertThat(json.propertyNames()).contains("error", "code");
    requireNoInternals(answer);
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static void requireError(Answer answer, int status, List<String> details) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode json = answer.json();
    assertThat(json.get("error").asString()).isNotEmpty();
    assertThat(json.get("code").asString()).matches("[A-Z_]+");
    List<String> told =
        json.has("details")
            ? json.get("details").valueStream().map(JsonNode::asString).toList()
            : List.of();
    assertThat(told).isEqualTo(details);
    requireNoInternals(answer.text());
  }

  private static void requireNoInternals(String text) {
    assertThat(text).doesNotContain("Exception", "java.", "org.", "<html", "jackson");
  }
}
