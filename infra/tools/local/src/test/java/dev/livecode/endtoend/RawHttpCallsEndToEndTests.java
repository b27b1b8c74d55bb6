package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.endtoend.Wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that people report as broken elsewhere: what is written to the connection is odd. */
class RawHttpCallsEndToEndTests {

  private static final String JSON = "Content-Type: application/json";
  private static final String OPENING = "{\"language\":\"python\"}";
  private static final String LANGUAGES = Wire.head("GET /languages HTTP/1.1");
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static SharedSystem system;
  private static Learner learner;
  private static String execution;

  @BeforeAll
  static void runOnce() {
    system = SharedSystem.withoutLimits();
    learner = system.learner("python");
    execution = learner.runs().text("execution_id");
  }

  @Test
  @DisplayName("http-expect-continue")
  void aBodyIsAskedForAndReadAtOnce() {
    String body = "{\"source_code\":\"" + "#".repeat(200_000) + "\"}";
    Instant begun = Instant.now();
    try (Wire wire = wire()) {
      Reply first = wire.writes(save("Expect: 100-continue", body.length())).reads();
      Reply second = wire.writes(body).reads();

      assertThat(first.status()).isEqualTo(100);
      assertThat(second.status()).as("%s", second).isEqualTo(200);
    }
    assertThat(Duration.between(begun, Instant.now())).isLessThan(AT_ONCE);
  }

  @Test
  @DisplayName("http-expect-continue-refused")
  void aBodyThatWouldBeRefusedIsNotAskedFor() {
    Instant begun = Instant.now();
    try (Wire wire = wire()) {
      Reply reply = wire.writes(save("Expect: 100-continue", 3_000_000)).reads();

      Shape.require(reply, 413, "PAYLOAD_TOO_LARGE");
      assertThat(wire.isHungUp()).isTrue();
    }
    assertThat(Duration.between(begun, Instant.now())).isLessThan(AT_ONCE);
  }

  @Test
  @DisplayName("http-expect-nonsense")
  void anotherExpectationFails() {
    try (Wire wire = wire()) {
      Reply reply = wire.writes(save("Expect: 200-ok", 2)).writes("{}").reads();

      Shape.require(reply, 417, "EXPECTATION_FAILED");
    }
  }

  @Test
  @DisplayName("http-1.0")
  void anOldClientGetsABodyThatEndsWithTheConnection() {
    try (Wire wire = wire()) {
      Reply reply = wire.writes("GET /languages HTTP/1.0\r\n\r\n").reads();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers()).doesNotContainKey("transfer-encoding");
      assertThat(reply.json().has("languages")).isTrue();
      assertThat(wire.isHungUp()).isTrue();
    }
  }

  @Test
  @DisplayName("http-keep-alive-after-413")
  void afterABodyThatIsTooLargeTheConnectionIsClosedAndSaysSo() {
    try (Wire wire = wire()) {
      wire.writes(Wire.head("POST /code-sessions HTTP/1.1", JSON, "Content-Length: 3000000"));
      Reply reply = wire.writes(new byte[3_000_000]).reads();

      Shape.require(reply, 413, "PAYLOAD_TOO_LARGE");
      assertThat(reply.header("connection")).isEqualTo("close");
    }
  }

  @ParameterizedTest
  @DisplayName("http-many-headers")
  @CsvSource({
    "101, 1,      431, HEADERS_TOO_LARGE",
    "1,   9000,   431, HEADERS_TOO_LARGE",
    "1,   60000,  431, HEADERS_TOO_LARGE",
    "1,   65536,  431, HEADERS_TOO_LARGE",
    "1,   200000, 431, HEADERS_TOO_LARGE",
  })
  void tooManyOrTooLargeHeadersAreRefused(int count, int bytes, int status, String code) {
    String headers =
        IntStream.range(0, count)
            .mapToObj(it -> "X-" + it + ": " + "x".repeat(bytes))
            .collect(Collectors.joining("\r\n"));

    Shape.require(system.call("GET", "/executions/" + execution, headers), status, code);
  }

  @ParameterizedTest
  @DisplayName("http-many-headers: and a URL")
  @CsvSource({
    "/executions/, 9000,  414, URL_TOO_LONG",
    "/languages?,  60000, 414, URL_TOO_LONG",
    "/executions/, 70000, 414, URL_TOO_LONG",
  })
  void aUrlThatIsTooLongIsRefused(String path, int length, int status, String code) {
    Shape.require(system.call("GET", path + "x".repeat(length)), status, code);
  }

  @Test
  @DisplayName("http-many-headers: and what is just not too much")
  void whatTheEdgeLetsThroughTheServicesTake() {
    String many =
        IntStream.range(0, 97)
            .mapToObj(it -> "X-" + it + ": 1")
            .collect(Collectors.joining("\r\n"));
    String large = "X: " + "x".repeat(8_000);
    String query = "?" + "x".repeat(8_000);

    for (String path : new String[] {"/executions/" + execution, "/languages"}) {
      assertThat(system.call("GET", path, many).status()).isEqualTo(200);
      assertThat(system.call("GET", path + query, large).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("http-smuggling-both-lengths")
  void withTwoKindsOfLengthThereIsOneRequest() {
    try (Wire wire = wire()) {
      wire.writes(
              Wire.head(
                  "POST /code-sessions HTTP/1.1",
                  JSON,
                  "Content-Length: 6",
                  "Transfer-Encoding: chunked"))
          .writes("0\r\n\r\n" + LANGUAGES);

      Shape.require(wire.reads(), 400, "VALIDATION_ERROR");
      assertThat(wire.isHungUp()).isTrue();
    }
  }

  @Test
  @DisplayName("http-smuggling-two-lengths")
  void twoLengthsAreMalformed() {
    try (Wire wire = wire()) {
      wire.writes(
              Wire.head(
                  "POST /code-sessions HTTP/1.1", JSON, "Content-Length: 6", "Content-Length: 21"))
          .writes(OPENING);

      Shape.require(wire.reads(), 400, "VALIDATION_ERROR");
      assertThat(wire.isHungUp()).isTrue();
    }
  }

  @ParameterizedTest
  @DisplayName("http-unknown-transfer-coding")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Transfer-Encoding: gzip, chunked | 501 | NOT_IMPLEMENTED
          Transfer-Encoding: x             | 501 | NOT_IMPLEMENTED
          Transfer-Encoding: chunked, gzip | 400 | VALIDATION_ERROR
          Transfer-Encoding : chunked      | 400 | VALIDATION_ERROR
          """)
  void anUnknownTransferCodingIsTheClientsFault(String header, int status, String code) {
    try (Wire wire = wire()) {
      wire.writes(Wire.head("POST /code-sessions HTTP/1.1", JSON, header))
          .writes("15\r\n" + OPENING + "\r\n0\r\n\r\n");

      Shape.require(wire.reads(), status, code);
    }
  }

  @Test
  @DisplayName("http-chunked: and broken chunks")
  void brokenChunksAreMalformed() {
    try (Wire wire = wire()) {
      wire.writes(Wire.head("POST /code-sessions HTTP/1.1", JSON, "Transfer-Encoding: chunked"))
          .writes("zz\r\n" + OPENING + "\r\n0\r\n\r\n");

      Shape.require(wire.reads(), 400, "VALIDATION_ERROR");
    }
  }

  @Test
  @DisplayName("http-zero-length-and-body")
  void whatFollowsAnEmptyBodyIsTheNextRequest() {
    Learner own = system.learner("python");
    try (Wire wire = wire()) {
      wire.writes(
          Wire.head("POST /code-sessions/" + own.session() + "/run HTTP/1.1", "Content-Length: 0")
              + Wire.head("GET /executions/" + execution + " HTTP/1.1")
              + LANGUAGES);

      Reply run = wire.reads();
      assertThat(run.text("status")).as("%s", run).isEqualTo("QUEUED");
      assertThat(wire.reads().text("execution_id")).isEqualTo(execution);
      assertThat(wire.reads().json().has("languages")).isTrue();
      own.awaits(run.text("execution_id"));
    }
  }

  @Test
  @DisplayName("http-pipelining")
  void twoRequestsInOnePacketAreAnsweredInOrder() {
    try (Wire wire = wire()) {
      wire.writes(Wire.head("GET /executions/" + execution + " HTTP/1.1") + LANGUAGES);

      assertThat(wire.reads().text("execution_id")).isEqualTo(execution);
      assertThat(wire.reads().json().has("languages")).isTrue();
    }
  }

  @ParameterizedTest
  @DisplayName("http-upgrade")
  @ValueSource(
      strings = {
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
      })
  void anUpgradeIsNotTaken(String headers) {
    Reply reply = system.call("GET", "/executions/" + execution, headers);

    assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    assertThat(reply.text("execution_id")).isEqualTo(execution);
  }

  @Test
  @DisplayName("http-absolute-target")
  void aTargetMayBeAbsoluteAndNothingElse() {
    try (Wire wire = wire()) {
      wire.writes(Wire.head("GET http://localhost/languages HTTP/1.1"));
      assertThat(wire.reads().json().has("languages")).isTrue();
    }
    assertThat(system.call("OPTIONS", "*").status()).isEqualTo(200);
    Shape.require(system.call("GET", "*"), 400, "VALIDATION_ERROR");
    try (Wire wire = wire()) {
      wire.writes("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n");
      Shape.require(wire.reads(), 405, "METHOD_NOT_ALLOWED");
    }
  }

  @Test
  @DisplayName("http-aborted-upload")
  void anUploadThatBreaksOffLeavesNoTrace() {
    Learner own = system.learner("python").types("before");
    int session = system.log("session").length();
    int edge = system.log("edge").length();
    String head =
        Wire.head("PATCH /code-sessions/" + own.session() + " HTTP/1.1", JSON, length(1000));
    try (Wire gone = wire();
        Wire listening = wire()) {
      gone.writes(head).writes("{\"source_c").close();
      Shape.require(
          listening.writes(head).writes("{\"source_c").ends().reads(), 400, "VALIDATION_ERROR");
    }

    assertThat(system.call("GET", "/code-sessions/" + own.session()).text("source_code"))
        .isEqualTo("before");
    await("no stack trace")
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(
                        system.log("session").substring(session)
                            + system.log("edge").substring(edge))
                    .doesNotContain("\tat ", "ERROR"));
  }

  @Test
  @DisplayName("http-slow-upload")
  void aSlowUploadIsReadAndHoldsUpNobody() {
    String body = "{\"source_code\":\"" + "#".repeat(24) + "\"}";
    try (Wire slow = wire()) {
      slow.writes(save("X: slow", body.length()));
      for (char letter : body.toCharArray()) {
        slow.writes(String.valueOf(letter));
        Instant begun = Instant.now();
        assertThat(system.call("GET", "/languages").status()).isEqualTo(200);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(AT_ONCE);
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      Reply reply = slow.reads();
      assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    }
  }

  private static String save(String header, int length) {
    return Wire.head(
        "PATCH /code-sessions/" + learner.session() + " HTTP/1.1", JSON, header, length(length));
  }

  private static String length(int length) {
    return "Content-Length: " + length;
  }

  private static Wire wire() {
    return Wire.to(system.url());
  }
}
