package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever sends a head slowly holds memory for as long as he likes. */
@Timeout(60)
class SlowHeadsIntegrationTests {

  private static final int CONNECTIONS = 500;

  /** As many headers and as many bytes as are read before the refusal, and no end. */
  private static final String HEAD =
      IntStream.range(0, RequestHead.MAX_HEADER_COUNT - 1)
          .mapToObj(it -> "X-" + it + ": " + "x".repeat(165))
          .collect(Collectors.joining("\r\n", "GET /languages HTTP/1.1\r\nHost: a\r\n", "\r\n"));

  @Test
  void allOfThemFitIntoTheMemoryThatTheEdgeIsGiven() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try (var edge = RunningEdge.start("http://127.0.0.1:1", "http://127.0.0.1:1")) {
      edge.get("/");
      long before = usedHeap();
      for (int i = 0; i < CONNECTIONS; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port());
        socket.getOutputStream().write(HEAD.getBytes(US_ASCII));
        slow.add(socket);
      }

      await("all are read")
          .atMost(Duration.ofSeconds(20))
          .until(() -> usedHeap() - before > CONNECTIONS * 40L * 1024);
      assertThat(edge.get("/").statusCode()).as("others are served").isEqualTo(200);
      assertThat((usedHeap() - before) / CONNECTIONS)
          .as("4,000 take less than two thirds of 640 MB")
          .isLessThan(100 * 1024);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static long usedHeap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
