package dev.livecode.execution;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.io.IOException;
import java.net.Socket;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the web side answers, and whom it asks. */
class QueryIntegrationTests {

  private static TestRegister register;
  private static LogWriter log;
  private static RunningService service;

  private final SampleRun run = SampleRun.create();

  @BeforeAll
  static void start() {
    register = new TestRegister();
    log = new LogWriter(TestServers.kafka());
    service =
        RunningService.start(
            TestDatabase.create().url(),
            "livecode.session-service.url=" + register.url(),
            "livecode.session-service.read-timeout=300ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
    register.close();
  }

  @AfterEach
  void mendTheRegister() {
    register.breakWith(0);
  }

  @Test
  void anAcceptedRunOfWhichTheLogSaysNothingYetIsQueued() {
    register.issue(run);
    int before = register.questions();

    String first = service.get("/executions/" + run.id()).body();
    register.breakWith(500);
    String second = service.get("/executions/" + run.id()).body();

    assertThat(first)
        .isEqualTo(second)
        .isEqualTo(
            """
            {"execution_id":"%s","status":"QUEUED","created_at":"2026-11-01T09:30:00.120Z",\
            "session_id":"%s","language":"python"}"""
                .formatted(run.id(), run.session()));
    assertThat(register.questions() - before).isEqualTo(1);
  }

  @Test
  void anIdThatWasNeverIssuedIsNotFound() {
    var answer = service.get("/executions/" + UUID.randomUUID());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"Execution not found\",\"code\":\"EXECUTION_NOT_FOUND\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 400, 302, 204})
  void aRegisterThatCantSayMakesTheAnswerUnavailableAndNeverNotFound(int status) {
    register.breakWith(status);

    var answer = service.get("/executions/" + run.id());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains("\"code\":\"UNAVAILABLE\"", "register of runs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1-1-1-1-1", "0192f0c1-7a00-7000-8000-00000000000g", "%00", "%F0"})
  void anIdThatIsNoUuidIsRefused(String id) {
    for (String path : new String[] {"/executions/", "/internal/viewed-runs/"}) {
      var answer = service.get(path + id);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"error\":\"Validation error\"");
    }
  }

  @Test
  void theRefusalOfABadIdNamesTheField() {
    assertThat(service.get("/executions/7").body())
        .isEqualTo(
            """
            {"error":"Validation error","code":"VALIDATION_ERROR",\
            "details":["execution_id must be a UUID"]}""");
  }

  @Test
  void theSessionServiceIsAnsweredFromTheViewAlone() {
    register.issue(run);
    int before = register.questions();

    assertThat(service.get("/internal/viewed-runs/" + run.id()).statusCode()).isEqualTo(404);
    log.append(run.completed(UUID.randomUUID()));
    service.awaitStatus(run.id(), "COMPLETED");
    int after = register.questions();

    assertThat(service.get("/internal/viewed-runs/" + run.id()).body())
        .isEqualTo("{\"execution_id\":\"%s\",\"status\":\"COMPLETED\"}".formatted(run.id()));
    assertThat(after - before).isLessThanOrEqualTo(1);
    assertThat(register.questions()).isEqualTo(after);
  }

  @Test
  void answersAreNeverCached() {
    register.issue(run);

    assertThat(service.get("/executions/" + run.id()).headers().firstValue("Cache-Control"))
        .contains("no-store");
  }

  @Test
  void theWrongMethodIsToldTheRightOne() {
    var answer = service.send("POST", "/executions/" + run.id());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"Method not allowed\",\"code\":\"METHOD_NOT_ALLOWED\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/executions", "/nothing", "/executions/a/b", "/error"})
  void anUnknownPathIsNotFound(String path) {
    var answer = service.get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"error\":\"Not found\",\"code\":\"NOT_FOUND\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /executions/<a> HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /executions/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /executions/..%2f.. HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "NONSENSE\r\n\r\n",
      })
  void whatIsNoHttpIsRefusedInTheSameShape(String request) throws IOException {
    assertThat(raw(request))
        .startsWith("HTTP/1.1 400")
        .contains("application/json", "{\"error\":\"Validation error\"")
        .doesNotContain("<html", "Exception", "tomcat");
  }

  @Test
  void anUnknownTransferCodingIsNotOurFault() throws IOException {
    assertThat(raw("GET /executions/7 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n"))
        .startsWith("HTTP/1.1 501")
        .contains("\"code\":\"NOT_IMPLEMENTED\"");
  }

  /** The edge lets through 8 KiB of URL, 8 KiB of headers and 100 of them, and adds its own. */
  @Test
  void whateverTheEdgeLetsThroughIsNotTooMuch() throws IOException {
    String url = "/executions/" + run.id() + "?" + "x".repeat(8_140);
    String headers = ("X: " + "x".repeat(80) + "\r\n").repeat(110);

    assertThat(raw("GET " + url + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"))
        .startsWith("HTTP/1.1 404");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", service.port())) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void theHealthIsToldPartByPart() {
    assertThat(service.get("/actuator/health/readiness").body())
        .contains("\"projection\":{\"status\":\"UP\"}", "\"db\":{");
  }
}
