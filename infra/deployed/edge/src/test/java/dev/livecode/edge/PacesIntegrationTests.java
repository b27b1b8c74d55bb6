package dev.livecode.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits or watches takes no connection from who doesn't. */
@Timeout(60)
class PacesIntegrationTests {

  private static final int STREAMS = 20;
  private static final int WAITS = 10;
  private static final String STREAM = "/executions/1/stream";

  private static Backend service;
  private static RunningEdge edge;
  private static EventStream stream;

  @BeforeAll
  static void start() {
    service = Backend.start("service");
    edge =
        RunningEdge.start(
            service.url(),
            service.url(),
            "livecode.edge.read-timeout=300ms",
            "livecode.edge.waits.at-once=" + WAITS,
            "livecode.edge.streams.at-once=" + STREAMS);
    stream = new EventStream();
    service.on(STREAM, stream);
  }

  @AfterAll
  static void stop() {
    edge.close();
    service.close();
  }

  @Test
  void whenAllStreamsAreTakenTheNextIsRefusedAndCallsAreAsFastAsBefore() throws IOException {
    medianOfCalls();
    long before = medianOfCalls();
    var watching = new ArrayList<HttpResponse<InputStream>>();
    var watched = new ArrayList<EventStream.Watched>();
    for (int i = 0; i < STREAMS; i++) {
      watching.add(edge.send(edge.request(STREAM), BodyHandlers.ofInputStream()));
      watched.add(stream.next());
    }

    var refused = edge.get(STREAM);
    long while20Watch = medianOfCalls();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).contains("\"Too many are waiting or watching\"");
    assertThat(while20Watch).isLessThan(3 * before + Duration.ofMillis(5).toNanos());
    watched.getFirst().ends();
    assertThat(watching.getFirst().body().read()).isEqualTo(-1);
    watching.add(edge.send(edge.request(STREAM), BodyHandlers.ofInputStream()));
    assertThat(watching.getLast().statusCode()).as("its place is free again").isEqualTo(200);
    watched.add(stream.next());
    watched.forEach(EventStream.Watched::ends);
  }

  @Test
  void whenAllWaitsAreTakenTheNextIsRefusedAndCallsAreAsFastAsBefore() throws Exception {
    var over = new CountDownLatch(1);
    var arrived = new CountDownLatch(WAITS);
    service.on(
        "/executions/2",
        exchange -> {
          arrived.countDown();
          await(over);
          answer(exchange);
        });
    medianOfCalls();
    long before = medianOfCalls();
    List<Thread> waiting =
        IntStream.range(0, WAITS)
            .mapToObj(_ -> Thread.startVirtualThread(() -> edge.get("/executions/2?wait=30s")))
            .toList();
    arrived.await();

    var refused =
        edge.send(edge.request("/code-sessions/1/run?wait=5s").POST(BodyPublishers.noBody()));
    long while10Wait = medianOfCalls();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(while10Wait).isLessThan(3 * before + Duration.ofMillis(5).toNanos());
    over.countDown();
    for (Thread thread : waiting) {
      thread.join();
    }
  }

  @Test
  void aWaitMayTakeLongerThanACall() {
    service.on(
        "/executions/3",
        exchange -> {
          awaitFor(new CountDownLatch(1), Duration.ofMillis(900));
          answer(exchange);
        });

    assertThat(edge.get("/executions/3").statusCode()).isEqualTo(503);
    assertThat(edge.get("/executions/3?wait=1s").statusCode()).isEqualTo(200);
  }

  /** Of looks and runs, in nanoseconds. */
  private static long medianOfCalls() {
    return LongStream.range(0, 200)
        .map(
            _ -> {
              long begun = System.nanoTime();
              assertThat(edge.get("/executions/1").statusCode()).isEqualTo(200);
              var run = edge.request("/code-sessions/1/run").POST(BodyPublishers.noBody());
              assertThat(edge.send(run).statusCode()).isEqualTo(200);
              return System.nanoTime() - begun;
            })
        .sorted()
        .skip(100)
        .findFirst()
        .orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    awaitFor(latch, Duration.ofSeconds(30));
  }

  private static void awaitFor(CountDownLatch latch, Duration time) {
    try {
      var _ = latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, -1);
    }
  }
}
