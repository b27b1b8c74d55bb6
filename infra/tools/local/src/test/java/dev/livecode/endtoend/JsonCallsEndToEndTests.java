package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.endtoend.Wire.Reply;
import dev.livecode.local.client.Answer;
import java.nio.charset.Charset;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that people report as broken elsewhere: bodies that are JSON, or nearly. */
class JsonCallsEndToEndTests {

  private static final String JSON = "Content-Type: application/json";
  private static final int SOURCE_LIMIT = 262_144;

  private static SharedSystem system;

  @BeforeAll
  static void start() {
    system = SharedSystem.withoutLimits();
  }

  @Test
  @DisplayName("json-duplicate-keys")
  void ofTwoEqualKeysTheLastCounts() {
    Reply opened = opens("{\"language\":\"python\",\"language\":\"java\"}");
    assertThat(session(opened).text("language")).isEqualTo("java");

    Learner learner = system.learner("python").types("print(input())");
    assertThat(ended(learner, "{\"stdin\":\"a\",\"stdin\":\"b\"}").text("stdout")).isEqualTo("b\n");
  }

  @Test
  @DisplayName("json-byte-order-mark")
  void aByteOrderMarkIsSkipped() {
    Reply opened = opens("\uFEFF{\"language\":\"python\"}");

    assertThat(opened.status()).as("%s", opened).isEqualTo(200);
  }

  @ParameterizedTest
  @DisplayName("json-utf-16")
  @CsvSource({
    "UTF-16LE, '',     application/json",
    "UTF-16BE, '',     application/json",
    "UTF-16LE, \uFEFF, application/json",
    "UTF-16BE, \uFEFF, application/json",
    "UTF-16LE, \uFEFF, application/json; charset=utf-16",
    "UTF-16BE, '',     application/json; charset=utf-16",
    "UTF-8,    '',     application/json; charset=utf-16",
  })
  void anotherEncodingIsNotGuessed(String charset, String mark, String type) {
    byte[] body =
        (mark + "{\"language\":\"python\",\"source_code\":\"\u00E9\"}")
            .getBytes(Charset.forName(charset));

    Reply reply = system.call("POST", "/code-sessions", body, "Content-Type: " + type);

    boolean said = type.contains("charset");
    Shape.require(reply, said ? 415 : 400, said ? "UNSUPPORTED_MEDIA_TYPE" : "VALIDATION_ERROR");
  }

  @Test
  @DisplayName("json-latin-1")
  void latin1IsNeverTakenForOtherText() {
    byte[] body = "{\"language\":\"python\",\"source_code\":\"\u00E9\"}".getBytes(ISO_8859_1);

    Shape.require(
        system.call(
            "POST", "/code-sessions", body, "Content-Type: application/json;charset=iso-8859-1"),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    Reply unsaid = system.call("POST", "/code-sessions", body, JSON);
    Shape.require(unsaid, 400, "VALIDATION_ERROR");
    assertThat(unsaid.body()).contains("Body is not legal UTF-8");
  }

  @ParameterizedTest
  @DisplayName("json-numbers")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          1e3    | limits.wall_time_ms must be an integer
          1000.0 | limits.wall_time_ms must be an integer
          1E3    | limits.wall_time_ms must be an integer
          1000.5 | limits.wall_time_ms must be an integer
          "1000" | limits.wall_time_ms must be an integer
          1e999999999 | limits.wall_time_ms must be an integer
          -0     | limits.wall_time_ms must be at least 1
          01     | Body is not legal JSON
          +1     | Body is not legal JSON
          0x10   | Body is not legal JSON
          NaN    | Body is not legal JSON
          1_000  | Body is not legal JSON
          """)
  void aLimitIsWrittenAsAnInteger(String number, String detail) {
    Learner learner = system.learner("python");

    Reply reply = runs(learner, "{\"limits\":{\"wall_time_ms\":" + number + "}}");

    Shape.require(reply, 400, "VALIDATION_ERROR");
    assertThat(reply.body()).contains(detail);
  }

  @ParameterizedTest
  @DisplayName("json-nulls")
  @ValueSource(
      strings = {
        "{\"stdin\":null,\"arguments\":null,\"limits\":null}",
        "{\"limits\":{\"wall_time_ms\":null,\"cpu_time_ms\":null,\"memory_bytes\":null,\"output_bytes\":null}}"
      })
  void aNullIsAsIfMissing(String body) {
    Reply opened = opens("{\"language\":\"python\",\"source_code\":null}");
    assertThat(session(opened).text("source_code")).contains("Hello World");

    assertThat(ended(system.learner("python"), body).text("status")).isEqualTo("COMPLETED");
  }

  @Test
  @DisplayName("json-unknown-fields")
  void unknownFieldsAreSkippedAndNamesHaveACase() {
    assertThat(opens("{\"language\":\"python\",\"language_id\":71,\"extra\":{\"a\":[1]}}").status())
        .isEqualTo(200);
    Reply reply = opens("{\"Language\":\"python\"}");
    Shape.require(reply, 400, "VALIDATION_ERROR");
    assertThat(reply.body()).contains("Language is required");
  }

  @ParameterizedTest
  @DisplayName("json-not-json")
  @ValueSource(
      strings = {
        "{\"language\":\"python\",}",
        "{\"language\":\"python\" // comment\n}",
        "{/* comment */\"language\":\"python\"}",
        "{'language':'python'}",
        "{language:\"python\"}",
        "{\"language\":\"python\",\"source_code\":\"a\nb\"}",
        "{\"language\":\"python\",\"source_code\":\"a\tb\"}",
        "{\"language\":\"python\"} x",
        "{\"language\":\"python\"",
      })
  void whatIsNearlyJsonIsNone(String body) {
    Reply reply = opens(body);

    Shape.require(reply, 400, "VALIDATION_ERROR");
    assertThat(reply.body()).contains("Body is not legal JSON");
  }

  @Test
  @DisplayName("json-white-space-only")
  void whiteSpaceIsNoObject() {
    Shape.require(runs(system.learner("python"), " \n"), 400, "VALIDATION_ERROR");
  }

  @Test
  @DisplayName("json-surrogates")
  void aSurrogateNeedsItsPartner() {
    Learner learner = system.learner("python");
    String opening = "{\"language\":\"python\",\"source_code\":\"\\ud83d\\ude00\"}";

    assertThat(session(opens(opening)).text("source_code")).isEqualTo("\uD83D\uDE00");
    Shape.require(runs(learner, "{\"stdin\":\"\\ud83d\"}"), 400, "VALIDATION_ERROR");
    Shape.require(runs(learner, "{\"arguments\":[\"\\ude00\"]}"), 400, "VALIDATION_ERROR");
    assertThat(opens("{\"language\":\"python\",\"x\":\"\\ud83d\"}").status()).isEqualTo(200);
    assertThat(opens("{\"language\":\"python\",\"\\ud83d\":1}").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("json-escapes-that-grow")
  void theLargestTextsInTheLongestSpellingRun() {
    String largest = "\\u0001".repeat(SOURCE_LIMIT);
    String argument = "\"" + "\\\"".repeat(256) + "\"";
    String arguments = String.join(",", Collections.nCopies(64, argument));
    Reply opened = opens("{\"language\":\"python\",\"source_code\":\"" + largest + "\"}");
    assertThat(opened.status()).as("%s", opened.body()).isEqualTo(200);
    Learner learner = new Learner(system.api(), opened.text("session_id"), "python");

    Answer ended =
        ended(learner, "{\"stdin\":\"" + largest + "\",\"arguments\":[" + arguments + "]}");

    assertThat(ended.text("reason")).as("%s", ended).isEqualTo("NON_ZERO_EXIT");
    learner.types("import sys\nprint(len(sys.stdin.read()), len(sys.argv[64]))");
    assertThat(
            ended(learner, "{\"stdin\":\"" + largest + "\",\"arguments\":[" + arguments + "]}")
                .text("stdout"))
        .as("and the session is free again")
        .isEqualTo(SOURCE_LIMIT + " 256\n");
  }

  @ParameterizedTest
  @DisplayName("json-round-trip")
  @ValueSource(
      strings = {
        "a\r\nb\r\n",
        "\ta\t",
        "a  \nb \t ",
        "a\u2028b\u2029c",
        "\uFEFFa",
        "a\u0000b",
        "</script>",
        "no newline at the end",
        "e\u0301 \u00E9",
        "\uFFFE\uFFFF",
        "",
      })
  void aSourceComesBackAsItWas(String source) {
    Learner learner = system.learner("python").types(source);

    Answer session =
        Learner.calling(
            () -> system.api().call("GET", "/code-sessions/" + learner.session(), null));

    assertThat(session.text("source_code")).isEqualTo(source);
  }

  @Test
  @DisplayName("json-curl-default")
  void aFormIsToldWhatToSend() {
    String path = "/code-sessions/" + system.learner("python").session() + "/run";

    Reply reply =
        system.call(
            "POST", path, "{}".getBytes(UTF_8), "Content-Type: application/x-www-form-urlencoded");

    Shape.require(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
    assertThat(reply.body()).contains("Content-Type must be application/json in UTF-8");
  }

  private static Reply opens(String body) {
    return system.call("POST", "/code-sessions", body.getBytes(UTF_8), JSON);
  }

  private static Reply session(Reply opened) {
    assertThat(opened.status()).as("%s", opened).isEqualTo(200);
    return system.call("GET", "/code-sessions/" + opened.text("session_id"));
  }

  private static Reply runs(Learner learner, String body) {
    return system.call(
        "POST", "/code-sessions/" + learner.session() + "/run", body.getBytes(UTF_8), JSON);
  }

  private static Answer ended(Learner learner, String body) {
    Reply accepted = runs(learner, body);
    assertThat(accepted.status()).as("%s", accepted).isEqualTo(200);
    return learner.awaits(accepted.text("execution_id"));
  }
}
