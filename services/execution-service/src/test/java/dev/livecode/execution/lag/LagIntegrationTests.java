package dev.livecode.execution.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.execution.HeldProjection;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LagIntegrationTests {

  private static final Duration SOME_LOOKS = Duration.ofSeconds(30);

  @Test
  void aViewThatIsHeldUpIsBehindByRecordsAndByTimeAndAQuietLogIsNoLag() {
    TestDatabase database = TestDatabase.create();
    try (var service = RunningService.start(database.url(), "livecode.lag.look=100ms");
        var log = new LogWriter(TestServers.kafka())) {
      SampleRun run = SampleRun.create();
      log.append(run.completed(UUID.randomUUID()));
      service.awaitStatus(run.id(), "COMPLETED");
      await("no lag")
          .atMost(SOME_LOOKS)
          .until(() -> records(service) == 0 && seconds(service) == 0);

      try (var _ = new HeldProjection(database)) {
        log.append(run.completed(UUID.randomUUID()), run.completed(UUID.randomUUID()));

        await("lag").atMost(SOME_LOOKS).until(() -> records(service) == 2);
        double then = seconds(service);
        await("more of it").atMost(SOME_LOOKS).until(() -> seconds(service) > then);
        assertThat(records(service)).isEqualTo(2);
      }

      await("no lag")
          .atMost(SOME_LOOKS)
          .until(() -> records(service) == 0 && seconds(service) == 0);
    }
  }

  private static double records(RunningService service) {
    return metric(service, "livecode.projection.lag.records");
  }

  private static double seconds(RunningService service) {
    return metric(service, "livecode.projection.lag");
  }

  private static double metric(RunningService service, String name) {
    return service.json("/actuator/metrics/" + name).at("/measurements/0/value").asDouble(-2);
  }
}
