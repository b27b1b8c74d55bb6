package dev.livecode.runner.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.embedded.KafkaBroker;
import dev.livecode.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to the queue while it is in use. */
class KafkaOperationsIntegrationTests {

  private static final TopicPartition QUEUE = new TopicPartition(Topics.RUN_REQUESTS, 0);
  private static final Duration SHORTEST_LOCK = Duration.ofSeconds(1);

  @TempDir private static Path data;

  private static final int PORT = TestServers.freePort();
  private static final String SERVERS = "127.0.0.1:" + PORT;

  @SuppressWarnings("NullAway.Init") // Started before all.
  private static KafkaBroker broker;

  private final Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS));
  private final FakeSandbox echoing = FakeSandbox.echoing();
  private Log log = new Log(SERVERS);

  @BeforeAll
  static void start() throws Exception {
    broker =
        KafkaBroker.start(
            data,
            PORT,
            TestServers.freePort(),
            Map.of(
                "group.share.min.record.lock.duration.ms",
                String.valueOf(SHORTEST_LOCK.toMillis())));
    try (var admin = Admin.create(Map.of("bootstrap.servers", SERVERS))) {
      TopicSettings.singleBroker().createMissing(admin);
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void theGroupIsSetUp() throws Exception {
    try (var _ = runner(echoing)) {
      log.awaitEnd(log.request("set-up"));
      log.awaitNoLag();
    }
  }

  @AfterEach
  void close() {
    log.close();
    admin.close();
  }

  private static TestRunner runner(FakeSandbox sandbox) {
    return TestRunner.start(
        SERVERS,
        sandbox,
        Map.of("livecode.runner.record-lock", "1s", "livecode.runner.delivery-limit", "2"));
  }

  @Test
  void aRunThatTakesManyTimesTheShortestLockRunsOnce() throws Exception {
    var sandbox = new FakeSandbox((_, _) -> SECONDS.sleep(8)); // The program's own time.
    try (var _ = runner(sandbox)) {
      RunRequested run = log.request("a slow compiler");
      log.awaitEnd(run);
      log.awaitNoLag();
      assertThat(sandbox.runsOf("a slow compiler")).isOne();
      assertThat(log.endsOf(run)).hasSize(1);
    }
  }

  @Test
  void aRequestWhoseRunnersAreAllKilledInMidRunEndsAsASystemError() throws Exception {
    RunRequested run = log.request("fatal");
    Hoarder.takesAndIsKilled(SERVERS, run);
    Hoarder.takesAndIsKilled(SERVERS, run);
    try (var _ = runner(echoing)) {
      assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.SYSTEM_ERROR);
      assertThat(echoing.runsOf("fatal")).isZero();
      log.awaitNoLag();
    }
  }

  @Test
  void whatWasQueuedWhenTheGroupWasDeletedRuns() throws Exception {
    RunRequested run = log.request("queued");
    awaitWithoutMembers(() -> admin.deleteShareGroups(List.of(Topics.RUNNERS_GROUP)).all().get());
    try (var _ = runner(echoing)) {
      assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
      log.awaitNoLag();
      assertThat(log.endsOf(run)).hasSize(1);
    }
  }

  @Test
  void requestsThatAnOperatorHasSkippedHoldUpNobody() throws Exception {
    RunRequested skipped = log.request("skipped");
    long end =
        admin.listOffsets(Map.of(QUEUE, OffsetSpec.latest())).partitionResult(QUEUE).get().offset();
    awaitWithoutMembers(
        () -> admin.alterShareGroupOffsets(Topics.RUNNERS_GROUP, Map.of(QUEUE, end)).all().get());
    checkNextRuns();
    assertThat(log.endsOf(skipped)).as("the session service's to end").isEmpty();
  }

  @Test
  void requestsThatRetentionHasDeletedHoldUpNobody() throws Exception {
    RunRequested deleted = log.request("deleted");
    var _ =
        admin.deleteRecords(Map.of(QUEUE, RecordsToDelete.beforeOffset(-1))).all().get(10, SECONDS);
    checkNextRuns();
    assertThat(log.endsOf(deleted)).as("the session service's to end").isEmpty();
  }

  private void checkNextRuns() throws Exception {
    try (var _ = runner(echoing)) {
      RunRequested next = log.request("next");
      assertThat(log.awaitEnd(next).outcome()).isEqualTo(Outcome.COMPLETED);
      log.awaitNoLag();
    }
  }

  /** Kafka refuses while the last runner's membership lasts. */
  private static void awaitWithoutMembers(Deed deed) {
    await("no member is left")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> {
              deed.done();
              return true;
            });
  }

  private interface Deed {
    void done() throws Exception;
  }
}
