package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.endtoend.Wire.Reply;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that people report as broken elsewhere: HTTP whose form is right and whose use is rare. */
class HttpCallsEndToEndTests {

  private static final String JSON = "Content-Type: application/json";
  private static final byte[] OPENING = "{\"language\":\"python\"}".getBytes(UTF_8);

  private static SharedSystem system;
  private static String session;
  private static String execution;

  @BeforeAll
  static void runOnce() {
    system = SharedSystem.withoutLimits();
    Learner learner = system.learner("python");
    session = learner.session();
    execution = learner.runs().text("execution_id");
  }

  @Test
  @DisplayName("http-chunked")
  void aChunkedBodyIsRead() {
    byte[] chunk = "15\r\n{\"language\":\"python\"}\r\n0\r\n\r\n".getBytes(UTF_8);
    try (Wire wire = Wire.to(system.url())) {
      Reply opened =
          wire.writes(Wire.head("POST /code-sessions HTTP/1.1", JSON, "Transfer-Encoding: chunked"))
              .writes(chunk)
              .reads();

      assertThat(opened.status()).as("%s", opened).isEqualTo(200);
      assertThat(opened.text("session_id")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @DisplayName("http-head")
  @CsvSource({"/executions/$E, 200", "/executions/$U, 404", "/languages, 200", "/health, 200"})
  void aHeadIsAGetWithoutItsBody(String path, int status) {
    try (Wire wire = Wire.to(system.url())) {
      Reply head = wire.writes(Wire.head("HEAD " + with(path) + " HTTP/1.1")).readsWithoutBody();
      Reply next = wire.writes(Wire.head("GET /languages HTTP/1.1")).reads();

      assertThat(head.status()).isEqualTo(status);
      assertThat(next.status()).as("the next on the same connection").isEqualTo(200);
      assertThat(next.json().has("languages")).isTrue();
    }
  }

  @ParameterizedTest
  @DisplayName("http-options")
  @CsvSource({
    "/executions/$E, GET",
    "/code-sessions, POST",
    "/code-sessions/$S, PATCH",
    "/code-sessions/$S/run, POST",
    "/languages, GET"
  })
  void optionsSayWhatIsAllowed(String path, String method) {
    Reply reply = system.call("OPTIONS", with(path));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("allow")).contains(method, "OPTIONS");
  }

  @Test
  @DisplayName("http-trailing-slash")
  void aTrailingSlashIsAnotherPath() {
    Shape.require(system.call("POST", "/code-sessions/", OPENING, JSON), 404, "NOT_FOUND");
    Shape.require(system.call("GET", "/executions/" + execution + "/"), 404, "NOT_FOUND");
    Shape.require(system.call("GET", "/languages/"), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @DisplayName("http-percent-encoded-id")
  @ValueSource(strings = {"%252F", "%2F", "%00", "%5C", "%2e", "%ff"})
  void anIdIsReadAsItIsEncoded(String odd) {
    String rest = execution.substring(1);

    Reply encoded = system.call("GET", "/executions/%3" + execution.charAt(0) + rest);

    assertThat(encoded.text("execution_id")).as("%s", encoded).isEqualTo(execution);
    Shape.require(system.call("GET", "/executions/" + odd + rest), 400, "VALIDATION_ERROR");
  }

  @Test
  @DisplayName("http-percent-encoded-path")
  void anEncodedPathIsTheSamePath() {
    assertThat(system.call("GET", "/%65xecutions/" + execution).text("execution_id"))
        .isEqualTo(execution);
    Shape.require(system.call("GET", "/executions%2F" + execution), 400, "VALIDATION_ERROR");
  }

  @Test
  @DisplayName("http-uppercase-uuid")
  void anIdInCapitalLettersIsTheSame() {
    Reply reply = system.call("GET", "/executions/" + execution.toUpperCase(Locale.ROOT));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("execution_id")).isEqualTo(execution);
  }

  @Test
  @DisplayName("http-query-is-no-matter")
  void anUnknownQueryIsIgnored() {
    assertThat(system.call("GET", "/executions/" + execution + "?fields=*&q=a%2Bb&q=%20").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @DisplayName("http-conditional")
  @ValueSource(
      strings = {
        "If-None-Match: *",
        "If-Match: \"x\"",
        "If-Modified-Since: Wed, 21 Oct 2037 07:28:00 GMT",
        "If-Unmodified-Since: Thu, 21 Oct 1999 07:28:00 GMT"
      })
  void aConditionChangesNothing(String condition) {
    String own = system.learner("python").session();
    byte[] source = "{\"source_code\":\"1\"}".getBytes(UTF_8);

    assertThat(
            Stream.of(
                system.call("GET", "/executions/" + execution, condition),
                system.call("GET", "/code-sessions/" + own, condition),
                system.call("GET", "/languages", condition),
                system.call("PATCH", "/code-sessions/" + own, source, JSON, condition),
                system.call("DELETE", "/code-sessions/" + own, condition)))
        .extracting(Reply::status)
        .containsOnly(200);
  }

  @Test
  @DisplayName("http-range")
  void aRangeIsIgnored() {
    Reply reply = system.call("GET", "/executions/" + execution, "Range: bytes=0-3");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("execution_id")).isEqualTo(execution);
  }

  @ParameterizedTest
  @DisplayName("http-accept")
  @ValueSource(strings = {"text/html", "application/xml", "image/*", ";;;", "application/json;q=0"})
  void theAnswerIsJsonWhateverIsAccepted(String type) {
    String accept = "Accept: " + type;

    assertThat(system.call("GET", "/executions/" + execution, accept).text("execution_id"))
        .isEqualTo(execution);
    Shape.require(system.call("GET", "/executions/7", accept), 400, "VALIDATION_ERROR");
    Shape.require(system.call("GET", "/nothing", accept), 404, "NOT_FOUND");
    Shape.require(system.call("GET", with("/executions/$U"), accept), 404, "EXECUTION_NOT_FOUND");
    Shape.require(system.call("GET", with("/code-sessions/$U"), accept), 404, "SESSION_NOT_FOUND");
    Shape.require(
        system.call("POST", "/code-sessions", new byte[3_000_000], JSON, accept),
        413,
        "PAYLOAD_TOO_LARGE");
    Shape.require(
        system.call("POST", "/code-sessions", OPENING, "Content-Type: text/plain", accept),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  @DisplayName("http-two-content-types")
  void ofTwoContentTypesTheFirstCounts() {
    String form = "Content-Type: application/x-www-form-urlencoded";

    assertThat(system.call("POST", "/code-sessions", OPENING, JSON, form).status()).isEqualTo(200);
    Shape.require(
        system.call("POST", "/code-sessions", OPENING, form, JSON), 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @ParameterizedTest
  @DisplayName("http-content-types")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json; charset="utf-8" | 200
          APPLICATION/JSON                  | 200
          application/problem+json          | 200
          */*                               | 200
          application/json;                 | 200
          text/json                         | 415
          ''                                | 415
          application/json; charset=utf-16  | 415
          application/json; charset=nope    | 415
          application/json; charset=        | 415
          """)
  void jsonInUtf8IsUnderstoodUnderAnyOfItsNames(String type, int status) {
    Reply reply = system.call("POST", "/code-sessions", OPENING, "Content-Type: " + type);

    assertThat(reply.status()).as("%s", reply).isEqualTo(status);
    if (status == 415) {
      Shape.require(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
      assertThat(reply.body()).contains("Content-Type must be application/json in UTF-8");
    }
  }

  @ParameterizedTest
  @DisplayName("http-gzip-body")
  @ValueSource(strings = {"gzip", "br", "x"})
  void aContentCodingIsNotUnderstood(String coding) {
    Reply reply =
        system.call("POST", "/code-sessions", OPENING, JSON, "Content-Encoding: " + coding);

    Shape.require(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
    assertThat(reply.body()).contains("Content-Encoding must be identity");
    assertThat(reply.header("accept-encoding")).isEqualTo("identity");
  }

  @Test
  @DisplayName("http-method-override")
  void aMethodIsWhatItSays() {
    Learner learner = system.learner("python");
    String run = "/code-sessions/" + learner.session() + "/run";

    for (Reply accepted :
        Stream.of("", "?_method=DELETE")
            .map(it -> runs(learner, run + it, "X-HTTP-Method-Override: DELETE"))
            .toList()) {
      assertThat(accepted.status()).as("%s", accepted).isEqualTo(200);
    }
    assertThat(system.call("GET", "/code-sessions/" + learner.session()).text("status"))
        .isEqualTo("ACTIVE");
  }

  private static Reply runs(Learner learner, String path, String header) {
    Reply accepted = system.call("POST", path, header);
    learner.awaits(accepted.text("execution_id"));
    return accepted;
  }

  @ParameterizedTest
  @DisplayName("http-odd-methods")
  @ValueSource(strings = {"PROPFIND", "FOO", "get", "PUT", "TRACE"})
  void anotherMethodIsNotAllowed(String method) {
    for (String path : new String[] {"/code-sessions/$S", "/executions/$E", "/languages"}) {
      Reply reply = system.call(method, with(path));

      Shape.require(reply, 405, "METHOD_NOT_ALLOWED");
      assertThat(reply.header("allow")).contains("GET");
    }
  }

  /** The path with the session's, the execution's and an unknown id. */
  private static String with(String path) {
    return path.replace("$S", session)
        .replace("$E", execution)
        .replace("$U", UUID.randomUUID().toString());
  }
}
