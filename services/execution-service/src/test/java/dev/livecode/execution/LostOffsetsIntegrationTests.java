package dev.livecode.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.embedded.KafkaBroker;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker of its own, because it deletes records, and ends it. */
class LostOffsetsIntegrationTests {

  private final TestDatabase database = TestDatabase.create();
  private final SampleRun run = SampleRun.create();
  private final SampleRun lost = SampleRun.create();

  @Test
  void offsetsThatTheLogNoLongerHasStopTheProjectionWhichSaysWhy(@TempDir Path folder)
      throws Exception {
    int port = TestServers.freePort();
    String servers = "127.0.0.1:" + port;
    String kafka = "spring.kafka.bootstrap-servers=" + servers;
    try (var register = new TestRegister()) {
      String session = "livecode.session-service.url=" + register.url();
      try (var _ = KafkaBroker.start(folder, port, TestServers.freePort());
          var admin = Admin.create(Map.of("bootstrap.servers", servers));
          var log = new LogWriter(servers)) {
        TopicSettings.singleBroker().createMissing(admin);
        log.append(run.completed(UUID.randomUUID()));
        try (var service = RunningService.start(database.url(), kafka, session)) {
          service.awaitStatus(run.id(), "COMPLETED");
        }
        log.append(lost.completed(UUID.randomUUID()), lost.completed(UUID.randomUUID()));
        deleteAllRecords(admin);

        try (var service = RunningService.start(database.url(), kafka, session)) {
          awaitStop(service);
          assertThat(service.execution(run.id()).path("status").asString()).isEqualTo("COMPLETED");
          assertThat(service.get("/executions/" + lost.id()).statusCode()).isEqualTo(404);
        }
      }
      try (var service = RunningService.start(database.url(), kafka, session)) {
        register.issue(lost);
        assertThat(service.execution(lost.id()).path("status").asString())
            .as("of an accepted run while Kafka is away")
            .isEqualTo("QUEUED");
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
      }
    }
  }

  /** As when the log is restored from a copy that is older than the database's. */
  @Test
  void offsetsThatTheLogDoesNotHaveYetStopItToo(@TempDir Path folder) throws Exception {
    int port = TestServers.freePort();
    String servers = "127.0.0.1:" + port;
    String kafka = "spring.kafka.bootstrap-servers=" + servers;
    try (var _ = KafkaBroker.start(folder, port, TestServers.freePort());
        var admin = Admin.create(Map.of("bootstrap.servers", servers));
        var log = new LogWriter(servers)) {
      TopicSettings.singleBroker().createMissing(admin);
      log.append(run.completed(UUID.randomUUID()));
      try (var service = RunningService.start(database.url(), kafka)) {
        service.awaitStatus(run.id(), "COMPLETED");
      }
      database.execute("UPDATE projection_offset SET next_offset = next_offset + 1");

      try (var service = RunningService.start(database.url(), kafka)) {
        awaitStop(service);
        assertThat(service.execution(run.id()).path("status").asString()).isEqualTo("COMPLETED");
      }
    }
  }

  private static void awaitStop(RunningService service) {
    await("the projection to stop")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(service.get("/actuator/health/readiness").body())
                    .contains("out of range", "\"projection\":{", "DOWN"));
  }

  private static void deleteAllRecords(Admin admin) throws Exception {
    var all = new HashMap<TopicPartition, RecordsToDelete>();
    for (int partition = 0; partition < TopicSettings.singleBroker().partitions(); partition++) {
      all.put(new TopicPartition(Topics.RUN_EVENTS, partition), RecordsToDelete.beforeOffset(-1));
    }
    admin.deleteRecords(all).all().get();
  }
}
