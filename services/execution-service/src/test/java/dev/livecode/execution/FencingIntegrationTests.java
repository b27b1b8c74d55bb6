package dev.livecode.execution;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Several projectors on one database. Each is in a group of its own, so that all of them hold all
 * partitions: what a zombie that lost its partition believes is here the normal case.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FencingIntegrationTests {

  private static final int RUNS = 300;

  private static TestDatabase database;
  private static LogWriter log;
  private static RunningService service;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    log = new LogWriter(TestServers.kafka());
    service = RunningService.start(database.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
  }

  @Test
  @Order(1)
  void aStaleWriterIsRefusedAndGoesOnFromWhereTheOtherStands() {
    SampleRun run = append(1).getFirst();
    service.awaitStatus(run.id(), "COMPLETED");
    await().atMost(Duration.ofSeconds(30)).until(() -> archived(run) == 4);
    database
        .jdbc()
        .sql(
            """
            UPDATE projection_offset SET next_offset = next_offset - 1 WHERE topic_partition IN
              (SELECT topic || '-' || partition FROM event_archive WHERE execution_id = :id)
            """)
        .param("id", run.id())
        .update();

    log.append(run.requested(), run.completed(UUID.randomUUID()));

    await().atMost(Duration.ofSeconds(30)).until(() -> archived(run) == 6);
    await("readiness")
        .until(() -> service.get("/actuator/health/readiness").statusCode(), is -> is == 200);
    await().atMost(Duration.ofSeconds(30)).until(() -> offsets().equals(endOfArchive()));
  }

  @Test
  @Order(2)
  void twoProjectorsOnTheSamePartitionsWriteEverythingOnce() {
    try (var other = RunningService.start(database.url())) {
      List<SampleRun> runs = append(RUNS);

      for (SampleRun run : runs) {
        assertThat(service.awaitStatus(run.id(), "COMPLETED").path("stdout").asString())
            .isEqualTo("Hello");
      }
      assertThat(offsets()).isEqualTo(endOfArchive());
      assertThat(other.get("/executions/" + runs.getLast().id()).statusCode()).isEqualTo(200);
    }
  }

  private static List<SampleRun> append(int count) {
    List<SampleRun> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SampleRun run = SampleRun.create();
      UUID attempt = UUID.randomUUID();
      log.append(
          run.requested(),
          run.started(attempt),
          run.stdout(attempt, 0, "Hello"),
          run.completed(attempt));
      runs.add(run);
    }
    return runs;
  }

  private static long archived(SampleRun run) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM event_archive WHERE execution_id = :id")
        .param("id", run.id())
        .query(Long.class)
        .single();
  }

  private static String offsets() {
    return lines(
        "SELECT topic_partition || ' ' || next_offset FROM projection_offset"
            + " WHERE next_offset > 0 ORDER BY 1");
  }

  private static String endOfArchive() {
    return lines(
        "SELECT topic || '-' || partition || ' ' || max(offset_) + 1 FROM event_archive"
            + " GROUP BY topic, partition ORDER BY 1");
  }

  private static String lines(String sql) {
    return database.jdbc().sql(sql).query(String.class).list().stream().collect(joining("\n"));
  }
}
