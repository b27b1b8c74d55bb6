package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackendRestartIntegrationTests {

  private static final int RESTARTS = Boolean.getBoolean("livecode.test.full") ? 30 : 5;
  private static final int WRITERS = 3;
  private static final int BETWEEN_RESTARTS = 20;

  private final Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void throughRestartsEachWriteArrivesAtMostOnceAndIsAnsweredWithWhatBecameOfIt() {
    var backends = new ArrayList<Backend>();
    backends.add(Backend.start("0"));
    var over = new AtomicBoolean();
    try (var edge = RunningEdge.start(backends.getFirst().url(), backends.getFirst().url())) {
      try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < WRITERS; i++) {
          writers.execute(() -> write(edge, over));
        }
        for (int i = 1; i <= RESTARTS; i++) {
          awaitMoreAnswers();
          Backend last = backends.getLast();
          last.close();
          awaitMoreAnswers();
          backends.add(Backend.startOn(String.valueOf(i), last.port()));
        }
        awaitMoreAnswers();
        over.set(true);
      }
    }
    backends.getLast().close();
    assertThat(answers).anyMatch(it -> it.statusCode() == 200);
    assertThat(answers)
        .allSatisfy(it -> assertThat(it.statusCode()).isIn(200, 503))
        .filteredOn(it -> it.statusCode() == 503)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.headers().firstValue("Retry-After")).isPresent());
    List<String> arrived =
        backends.stream().flatMap(it -> it.arrived().stream()).map(Backend.Arrived::body).toList();
    assertThat(arrived).doesNotHaveDuplicates();
  }

  private void write(RunningEdge edge, AtomicBoolean over) {
    while (!over.get()) {
      String body = "{\"call\":" + calls.incrementAndGet() + "}";
      answers.add(
          edge.send(edge.request("/code-sessions").POST(BodyPublishers.ofString(body, UTF_8))));
    }
  }

  private void awaitMoreAnswers() {
    int wanted = answers.size() + BETWEEN_RESTARTS;
    await("calls are answered")
        .atMost(Duration.ofSeconds(60))
        .until(() -> answers.size() >= wanted);
  }

  @Test
  void anErrorInPiecesFromAServiceThatThenHangsUpComesThroughWhole() throws IOException {
    String body = "{\"error\":\"Internal error\",\"code\":\"INTERNAL_ERROR\"}";
    String answer =
        "HTTP/1.1 500 \r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
            + "Connection: close\r\n\r\n"
            + "8\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"
                .formatted(body.substring(0, 8), body.length() - 8, body.substring(8));
    try (var service = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerEach(service, answer));
      String url = "http://127.0.0.1:" + service.getLocalPort();
      try (var edge = RunningEdge.start(url, url)) {
        for (int i = 0; i < 3; i++) {
          HttpResponse<String> received = edge.get("/languages");
          assertThat(received.statusCode()).isEqualTo(500);
          assertThat(received.body()).isEqualTo(body);
        }
        String raw =
            edge.raw(
                out -> {
                  String request =
                      "GET /languages HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
                  out.write(request.getBytes(UTF_8));
                });
        assertThat(raw).startsWith("HTTP/1.1 500").contains("Internal error");
        assertThat(raw).as("framed once").containsOnlyOnce("\"code\"");
      }
    }
  }

  private static void answerEach(ServerSocket service, String answer) {
    try {
      while (true) {
        try (var client = service.accept()) {
          byte[] request = new byte[16 * 1024];
          if (client.getInputStream().read(request) > 0) {
            client.getOutputStream().write(answer.getBytes(UTF_8));
          }
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }
}
