package dev.livecode.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BackendAwayIntegrationTests {

  private static Backend sessions;
  private static int nobody;
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws IOException {
    sessions = Backend.start("sessions");
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    edge =
        RunningEdge.start(
            sessions.url(),
            "http://127.0.0.1:" + nobody,
            "livecode.edge.read-timeout=500ms",
            "livecode.edge.cors.allowed-origins=*");
  }

  @AfterAll
  static void stop() {
    edge.close();
    sessions.close();
  }

  @Test
  void aServiceThatIsAwayIsUnavailableAndNeverNotFound() {
    var answer = edge.send(edge.request("/executions/1").header("Origin", "https://a.example"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":"Service unavailable","code":"UNAVAILABLE",\
            "details":["The execution service can't be reached"],"retry_after_ms":1000}""");
  }

  @Test
  void aServiceThatDoesNotAnswerIsUnavailable() {
    var forEver = new CountDownLatch(1);
    sessions.on(
        "/code-sessions/slow",
        exchange -> {
          try {
            forEver.await();
          } catch (InterruptedException _) {
            exchange.close();
          }
        });

    assertThat(edge.get("/code-sessions/slow").statusCode()).isEqualTo(503);
    forEver.countDown();
  }

  @Test
  void aServiceThatHangsUpIsUnavailableAndAskedNoSecondTimeToWrite() {
    var asked = new java.util.concurrent.atomic.AtomicInteger();
    sessions.on(
        "/code-sessions/broken",
        exchange -> {
          asked.incrementAndGet();
          exchange.close();
        });

    assertThat(
            edge.send(edge.request("/code-sessions/broken").POST(BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(503);
    assertThat(asked).hasValue(1);
  }

  @Test
  void theHealthSaysThatSomebodyIsMissing() {
    var answer = edge.get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"status\":\"DOWN\"}");
  }

  @Test
  void aRestartOfAServiceIsNotSeenByReaders() {
    Backend first = Backend.start("first");
    try (var door = RunningEdge.start(first.url(), first.url())) {
      assertThat(door.get("/languages").body()).isEqualTo("first");
      first.close();
      try (var _ = Backend.startOn("second", first.port())) {
        assertThat(door.get("/languages").body()).isEqualTo("second");
      }
    }
  }
}
