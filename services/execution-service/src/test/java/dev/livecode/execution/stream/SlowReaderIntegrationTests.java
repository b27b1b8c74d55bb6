package dev.livecode.execution.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.execution.WatchingClient;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlowReaderIntegrationTests {

  private static final int CHUNKS = 200;

  private final SampleRun run = SampleRun.create();
  private final UUID attempt = UUID.randomUUID();

  @Test
  void isCutOffWhileOthersSeeAll() throws Exception {
    try (var log = new LogWriter(TestServers.kafka());
        var service =
            RunningService.start(
                TestDatabase.create().url(), "server.tomcat.connection-timeout=1s")) {
      log.append(run.started(attempt));
      service.awaitStatus(run.id(), "RUNNING");
      try (var slow = watchWithoutReading(service);
          var client = WatchingClient.watch(service, run)) {
        await("both to watch").until(() -> service.watchers("stream"), is -> is == 2);
        byte[] chunk = "x".repeat(ContentLimits.OUTPUT_CHUNK_BYTES).getBytes(UTF_8);
        for (int i = 1; i <= CHUNKS; i++) {
          log.append(run.stdout(attempt, (long) (i - 1) * chunk.length, chunk));
          int told = i;
          client.await("piece " + i, it -> it.events().size() > told);
        }
        log.append(run.completed(attempt));
        client.awaitOver();

        assertThat(client.names()).containsOnlyOnce("end");
        assertThat(client.stdout()).hasSize(CHUNKS * chunk.length);
        assertThat(service.cut("lag")).isEqualTo(1);
        await("nothing to be held for the one that does not read")
            .atMost(Duration.ofSeconds(20))
            .until(() -> service.watchers("stream"), is -> is == 0);
        assertThat(new String(slow.getInputStream().readAllBytes(), US_ASCII))
            .startsWith("HTTP/1.1 200")
            .doesNotContain("event: end");
      }
    }
  }

  private Socket watchWithoutReading(RunningService service) throws Exception {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", service.port()));
    String request = "GET /executions/" + run.id() + "/stream HTTP/1.1\r\nHost: a\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }
}
