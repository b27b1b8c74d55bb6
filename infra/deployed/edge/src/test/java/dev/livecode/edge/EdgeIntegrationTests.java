package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeIntegrationTests {

  private static final byte[] BLOCK = new byte[64 * 1024];

  private static Backend sessions;
  private static Backend executions;
  private static RunningEdge edge;

  @BeforeAll
  static void start() {
    sessions = Backend.start("sessions");
    executions = Backend.start("executions");
    edge =
        RunningEdge.start(
            sessions.url(),
            executions.url(),
            "livecode.edge.cors.allowed-origins=https://editor.example");
  }

  @AfterAll
  static void stop() {
    edge.close();
    sessions.close();
    executions.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/code-sessions, sessions",
    "/code-sessions/1, sessions",
    "/code-sessions/1/run?a=b%20c&d=%2B, sessions",
    "/languages, sessions",
    "/executions, executions",
    "/executions/%F0%9F%98%80, executions",
    "/executions/1?wait=10s, executions",
    "/executions/1/stream?last_event_id=1.2.3.4, executions",
    "/executions/1/stdin, sessions",
    "/executions/1/events?cursor=1.2&data=true, executions",
    "/code-sessions/1/executions?cursor=1.2&limit=3, executions",
    "/code-sessions/1/executions/2, sessions",
    "/executions/1/rerun, sessions",
  })
  void everyPublicPathLeadsToItsServiceUnchanged(String path, String service) {
    var answer = edge.get(path);

    assertThat(answer.body()).isEqualTo(service);
    Backend backend = service.equals("sessions") ? sessions : executions;
    assertThat(backend.last().target()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PATCH", "DELETE", "PUT"})
  void methodAndBodyPassAsTheyAre(String method) {
    String body = "GET".equals(method) ? "" : "{\"a\":\"\uD83D\uDE00\"}";

    edge.send(
        edge.request("/code-sessions")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));

    assertThat(sessions.last().method()).isEqualTo(method);
    assertThat(sessions.last().body()).isEqualTo(body);
    assertThat(sessions.last().headers().getFirst("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH"})
  void aFormPassesAsItIs(String method) {
    edge.send(
        edge.request("/code-sessions?q=1")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, BodyPublishers.ofString("{\"language\":\"java\"}")));

    assertThat(sessions.last().body()).isEqualTo("{\"language\":\"java\"}");
    assertThat(sessions.last().target()).isEqualTo("/code-sessions?q=1");
  }

  @Test
  void aPostWithoutABodyArrivesWithoutOne() {
    edge.send(edge.request("/code-sessions/1/run").POST(BodyPublishers.noBody()));

    assertThat(sessions.last().body()).isEmpty();
    assertThat(sessions.last().headers().containsKey("Transfer-Encoding")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/issued-runs/1",
        "/internal/viewed-runs/1",
        "/operations/executions",
        "/operations/executions/1",
        "/operations/executions/1/events?data=true",
        "/executions/..;/operations/executions",
        "/actuator",
        "/actuator/health",
        "/error",
        "/code-sessionsx",
        "/executions/../internal/issued-runs/1",
        "/code-sessions/%2e%2e/actuator/health",
        "/code-sessions/..;/actuator/health",
        "/gateway",
      })
  void nothingElseExists(String path) throws IOException {
    int before = sessions.arrived().size() + executions.arrived().size();

    String answer = edge.raw(get(path));

    assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
    assertThat(answer).contains("{\"error\":\"").doesNotContain("<html");
    assertThat(sessions.arrived().size() + executions.arrived().size()).isEqualTo(before);
  }

  @Test
  void anUnknownPathIsAnsweredInTheContractsShape() {
    var answer = edge.get("/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).isEqualTo("{\"error\":\"Not found\",\"code\":\"NOT_FOUND\"}");
    assertThat(answer.headers().firstValue("Allow")).as("says nothing of methods").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /executions/<a> HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /executions/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /executions/%2f%2e HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /executions/1?a=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /executions/1 HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /executions/1 HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
        "GET /executions/1 HTTP/1.1\r\nHost: a\r\nA b: c\r\nConnection: close\r\n\r\n",
        "POST /code-sessions HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\nConnection: close\r\n\r\n",
        "NONSENSE\r\n\r\n",
      })
  void whatIsNoHttpIsRefusedInTheContractsShape(String request) throws IOException {
    assertThat(edge.raw(out -> out.write(request.getBytes(US_ASCII))))
        .startsWith("HTTP/1.1 400")
        .contains("{\"error\":\"Validation error\",\"code\":\"VALIDATION_ERROR\",\"details\":[")
        .doesNotContain("<html", "Exception", "Tomcat");
  }

  @Test
  void headersThatAreTooLargeAreRefusedInTheContractsShape() throws IOException {
    String large = "X: " + "x".repeat(9_000);

    assertThat(edge.raw(get("/executions/1", large)))
        .startsWith("HTTP/1.1 4")
        .contains("{\"error\":\"");
  }

  @Test
  void aBodyThatSaysThatItIsTooLargeIsRefusedAfterItWasSent() throws IOException {
    String answer =
        edge.raw(
            out -> {
              out.write(head("Content-Length: " + 160 * BLOCK.length));
              writeBlocks(out, 160, false);
            });

    assertTooLarge(answer);
  }

  @Test
  void aBodyThatTurnsOutToBeTooLargeIsRefusedAfterItWasSent() throws IOException {
    String answer =
        edge.raw(
            out -> {
              out.write(head("Transfer-Encoding: chunked"));
              writeBlocks(out, 160, true);
              out.write("0\r\n\r\n".getBytes(US_ASCII));
            });

    assertTooLarge(answer);
  }

  @Test
  void theLargestBodyPasses() {
    String body = "x".repeat(2 * 1024 * 1024);

    assertThat(edge.send(edge.request("/code-sessions").POST(BodyPublishers.ofString(body))))
        .returns(200, HttpResponse::statusCode);
    assertThat(sessions.last().body()).hasSize(body.length());
  }

  @Test
  void whatAClientSaysOfItselfIsNotBelieved() throws IOException {
    edge.raw(
        get(
            "/executions/1",
            "X-Forwarded-For: 6.6.6.6",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Prefix: /evil",
            "Forwarded: for=6.6.6.6",
            "X-Real-IP: 6.6.6.6",
            "X-Named: 1",
            "Keep-Alive: timeout=5",
            "TE: trailers",
            "Accept-Language: de",
            "Connection: close, X-Named"));

    var headers = executions.last().headers();
    assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
    assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
    assertThat(headers.getFirst("Accept-Language")).isEqualTo("de");
    assertThat(headers.keySet())
        .doesNotContain(
            "X-forwarded-host", "X-forwarded-prefix", "Forwarded", "X-real-ip", "X-named", "Te");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /executions/1, sessions",
    "POST, /executions/1/stdin, sessions",
    "POST, /executions/1/rerun, sessions",
    "POST, /executions/1/stream, executions",
    "POST, /code-sessions/1/executions, executions",
    "GET, /executions/1, executions",
    "HEAD, /executions/1, executions",
    "OPTIONS, /executions/1, executions",
  })
  void whatChangesARunLeadsToTheSessionService(String method, String path, String service) {
    Backend backend = service.equals("sessions") ? sessions : executions;
    int before = backend.arrived().size();

    edge.send(edge.request(path).method(method, BodyPublishers.noBody()));

    assertThat(backend.arrived()).hasSize(before + 1);
    assertThat(backend.last().method()).isEqualTo(method);
    assertThat(backend.last().target()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void anExecutionIsReadOrCancelledAndNothingElse(String method) {
    var answer =
        edge.send(edge.request("/executions/1").method(method, BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElse("").split(","))
        .containsExactlyInAnyOrder("GET", "HEAD", "DELETE");
    assertThat(answer.body()).contains("METHOD_NOT_ALLOWED");
  }

  @Test
  void thePagesOfAnAllowedOriginMayCall() {
    var question =
        edge.send(
            edge.request("/code-sessions/1")
                .header("Origin", "https://editor.example")
                .header("Access-Control-Request-Method", "DELETE")
                .header("Access-Control-Request-Headers", "content-type, last-event-id")
                .method("OPTIONS", BodyPublishers.noBody()));
    var call =
        edge.send(edge.request("/code-sessions/1").header("Origin", "https://editor.example"));

    assertThat(question.statusCode()).isEqualTo(200);
    assertThat(question.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("PATCH", "DELETE");
    assertThat(question.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("last-event-id");
    assertThat(call.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://editor.example");
  }

  @Test
  void thePagesOfAnotherOriginMayNot() {
    var question =
        edge.send(
            edge.request("/code-sessions/1")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "PATCH")
                .method("OPTIONS", BodyPublishers.noBody()));
    var call = edge.send(edge.request("/code-sessions/1").header("Origin", "https://evil.example"));

    assertThat(question.statusCode()).isEqualTo(403);
    assertThat(question.body()).startsWith("{\"error\":\"Origin not allowed\"");
    assertThat(call.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void theHealthIsToldInOneWordOutsideAndInFullInside() {
    assertThat(edge.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
    var inside =
        java.net.URI.create(
            "http://127.0.0.1:" + edge.managementPort() + "/actuator/health/readiness");
    assertThat(edge.send(java.net.http.HttpRequest.newBuilder(inside)).statusCode()).isEqualTo(200);
  }

  private static void assertTooLarge(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("{\"error\":\"Payload too large\",\"code\":\"PAYLOAD_TOO_LARGE\"}");
  }

  private static byte[] head(String header) {
    return ("POST /code-sessions HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + header
            + "\r\n\r\n")
        .getBytes(US_ASCII);
  }

  private static void writeBlocks(OutputStream out, int count, boolean chunked) throws IOException {
    for (int i = 0; i < count; i++) {
      if (chunked) {
        out.write((Integer.toHexString(BLOCK.length) + "\r\n").getBytes(US_ASCII));
      }
      out.write(BLOCK);
      if (chunked) {
        out.write("\r\n".getBytes(US_ASCII));
      }
    }
  }

  private static RunningEdge.Writing get(String path, String... headers) {
    String closing =
        String.join("\r\n", headers).contains("Connection:") ? "" : "Connection: close\r\n";
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + lines + closing + "\r\n";
    return out -> out.write(request.getBytes(US_ASCII));
  }
}
