package dev.livecode.execution.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.execution.Load;
import dev.livecode.execution.ServiceProcess;
import dev.livecode.execution.TestDatabase;
import dev.livecode.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service is killed in the middle of batches, and of a replay, while the log grows. */
class KilledServiceIntegrationTests {

  private static final int TIMES = Boolean.getBoolean("livecode.test.full") ? 20 : 1;
  private static final int RUNS_EACH_TIME = 400;

  @Test
  void theViewIsWhatTheLoadGeneratorKnowsAndTheReplayEnds(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println(
        "count: the execution service killed " + TIMES + " times (20 with --full), seed " + seed);
    var random = new Random(seed);
    TestDatabase database = TestDatabase.create();
    try (var load = new Load(TestServers.kafka(), seed);
        var service = ServiceProcess.start(database, folder)) {
      load.write(RUNS_EACH_TIME);
      // A few seconds, however much the log has of other tests.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> database.recordsWritten() >= load.events());
      String replay =
          service
              .post("/operations/replays", "{\"rate_limit\":" + database.recordsWritten() / 8 + "}")
              .path("id")
              .asString();
      for (int i = 0; i < TIMES; i++) {
        CompletableFuture<Void> writing =
            CompletableFuture.runAsync(() -> load.write(RUNS_EACH_TIME));
        await().pollDelay(Duration.ofMillis(random.nextInt(600))).until(() -> true);
        service.kill();
        service.startAgain();
        service.awaitReady();
        writing.join();
      }

      assertThat(ended(service, replay).path("state").asString()).isEqualTo("SWITCHED");
      for (var run : load.expected().entrySet()) {
        assertThat(seen(service, run.getKey())).isEqualTo(run.getValue());
      }
      String verify =
          service.post("/operations/replays", "{\"verify\":true}").path("id").asString();
      assertThat(ended(service, verify).path("differences").asLong(-1)).isZero();
    }
  }

  private static JsonNode ended(ServiceProcess service, String replay) {
    return await("replay " + replay + " to end")
        .atMost(Duration.ofSeconds(180))
        .until(
            () -> service.json("/operations/replays/" + replay),
            it -> !it.path("state").asString().equals("RUNNING"));
  }

  private static Load.Seen seen(ServiceProcess service, UUID id) {
    JsonNode answer =
        await("the end of " + id)
            .atMost(Duration.ofSeconds(60))
            .pollDelay(Duration.ZERO)
            .ignoreExceptions()
            .until(() -> service.json("/executions/" + id), it -> it.has("completed_at"));
    return new Load.Seen(
        answer.path("status").asString(),
        answer.path("exit_code").asInt(-1),
        answer.path("stdout").asString());
  }
}
