package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.edge.EventStream.Watched;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who watches a run sees each event when it comes, for as long as both sides are there. */
@Timeout(60)
class StreamsIntegrationTests {

  private static final String STREAM = "/executions/1/stream";

  private static Backend service;
  private static RunningEdge edge;
  private static EventStream stream;

  @BeforeAll
  static void start() {
    service = Backend.start("service");
    edge = RunningEdge.start(service.url(), service.url());
    stream = new EventStream();
    service.on(STREAM, stream);
  }

  @AfterAll
  static void stop() {
    edge.close();
    service.close();
  }

  @Test
  void theHeadComesBeforeTheFirstEventAndEachEventWhenItIsTold() throws IOException {
    var answer = watch();
    Watched watched = stream.next();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    try (InputStream events = answer.body()) {
      for (String event : new String[] {":\n\n", "data: one\n\n", "data: \uD83D\uDE00\n\n"}) {
        watched.tells(event);

        assertThat(events.readNBytes(event.getBytes(UTF_8).length))
            .asString(UTF_8)
            .isEqualTo(event);
      }
      watched.ends();
      assertThat(events.read()).isEqualTo(-1);
    }
  }

  @Test
  void whereAWatcherGoesOnIsToldToTheService() throws IOException {
    var answer =
        edge.send(
            edge.request(STREAM + "?last_event_id=1.2.3.4").header("Last-Event-ID", "1.2.3.5"),
            BodyHandlers.ofInputStream());
    Watched watched = stream.next();

    assertThat(watched.header("Last-Event-ID")).isEqualTo("1.2.3.5");
    assertThat(watched.exchange().getRequestURI().getQuery()).isEqualTo("last_event_id=1.2.3.4");
    answer.body().close();
    watched.ends();
  }

  @Test
  void aRefusalComesThroughAsItIs() {
    service.on(
        "/executions/2/stream",
        exchange -> {
          try (exchange) {
            byte[] refusal = "{\"error\":\"Execution not found\"}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(404, refusal.length);
            exchange.getResponseBody().write(refusal);
          }
        });
    service.on(
        "/executions/3/stream",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(204, -1);
          }
        });

    var refused = edge.get("/executions/2/stream");

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).isEqualTo("{\"error\":\"Execution not found\"}");
    assertThat(edge.get("/executions/3/stream").statusCode()).isEqualTo(204);
  }

  @Test
  void whenTheWatcherGoesTheServiceIsLeftAtItsNextEvent() throws IOException {
    Watched watched;
    try (var watcher = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      String request = "GET " + STREAM + " HTTP/1.1\r\nHost: a\r\n\r\n";
      watcher.getOutputStream().write(request.getBytes(US_ASCII));
      watched = stream.next();
      watched.tells(":\n\n");
      assertThat(watcher.getInputStream().read()).isNotNegative();
    }

    // The first events after the end may still fit into what lies between.
    await().atMost(Duration.ofSeconds(5)).until(watched::isCutOff);
  }

  @Test
  void whenTheServiceGoesInMidStreamTheAnswerEndsWithNothingAdded() throws IOException {
    try (var dying = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + dying.getLocalPort();
      try (var door = RunningEdge.start(url, url)) {
        Thread.ofVirtual().start(() -> tellOneEventAndDie(dying));

        String answer =
            door.raw(
                out ->
                    out.write(
                        ("GET " + STREAM + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII)));

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
            .isEqualTo("b\r\ndata: one\n\n\r\n0\r\n\r\n");
      }
    }
  }

  private static void tellOneEventAndDie(ServerSocket service) {
    try (var client = service.accept()) {
      assertThat(client.getInputStream().read(new byte[16 * 1024])).isPositive();
      client
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 \r\nContent-Type: text/event-stream\r\n"
                      + "Transfer-Encoding: chunked\r\n\r\nb\r\ndata: one\n\n\r\n")
                  .getBytes(US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aServiceThatIsSilentForTooLongIsLeft() throws IOException {
    try (var door =
        RunningEdge.start(
            service.url(), service.url(), "livecode.edge.streams.read-timeout=300ms")) {
      var answer = door.send(door.request(STREAM), BodyHandlers.ofInputStream());
      Watched watched = stream.next();

      assertThat(answer.body().read()).isEqualTo(-1);
      await().atMost(Duration.ofSeconds(5)).until(watched::isCutOff);
    }
  }

  @Test
  void aStopOfTheEdgeEndsStreamsFirst() throws IOException {
    var door = RunningEdge.start(service.url(), service.url());
    var answer = door.send(door.request(STREAM), BodyHandlers.ofInputStream());
    Watched watched = stream.next();
    long begun = System.nanoTime();

    door.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.body().read()).isEqualTo(-1);
    await().atMost(Duration.ofSeconds(5)).until(watched::isCutOff);
  }

  private static HttpResponse<InputStream> watch() {
    return edge.send(edge.request(STREAM), BodyHandlers.ofInputStream());
  }
}
