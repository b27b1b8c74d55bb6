package dev.livecode.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From the log to what clients see, with a real Kafka and a real PostgreSQL. */
class ProjectionIntegrationTests {

  private static TestDatabase database;
  private static TestRegister register;
  private static LogWriter log;
  private static RunningService service;

  private final SampleRun run = SampleRun.create();
  private final UUID attempt = UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    register = new TestRegister();
    log = new LogWriter(TestServers.kafka());
    service =
        RunningService.start(database.url(), "livecode.session-service.url=" + register.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
    register.close();
  }

  @Test
  void aRunIsSeenFromItsRequestToItsEnd() {
    log.append(run.requested());
    JsonNode queued = service.awaitStatus(run.id(), "QUEUED");
    log.append(run.started(attempt));
    JsonNode running = service.awaitStatus(run.id(), "RUNNING");
    log.append(run.stdout(attempt, 0, "Hello World\n"), run.completed(attempt));
    JsonNode completed = service.awaitStatus(run.id(), "COMPLETED");

    assertThat(queued.toString())
        .isEqualTo(
            """
            {"execution_id":"%s","status":"QUEUED","created_at":"2026-11-01T09:30:00.120Z",\
            "session_id":"%s","language":"python"}"""
                .formatted(run.id(), run.session()));
    assertThat(running.path("started_at").asString()).isEqualTo("2026-11-01T09:30:00.220Z");
    assertThat(running.has("stdout")).isFalse();
    assertThat(completed.toString())
        .isEqualTo(
            """
            {"execution_id":"%s","status":"COMPLETED","stdout":"Hello World\\n","stderr":"",\
            "execution_time_ms":12,"completed_at":"2026-11-01T09:30:00.232Z","exit_code":0,\
            "cpu_time_ms":10,"memory_bytes":9437184,"stdout_bytes":12,"stderr_bytes":0,\
            "stdout_truncated":false,"stderr_truncated":false,\
            "created_at":"2026-11-01T09:30:00.120Z","started_at":"2026-11-01T09:30:00.220Z",\
            "session_id":"%s","language":"python","attempt":"%s"}"""
                .formatted(run.id(), run.session(), attempt));
  }

  @Test
  void anEndIsWholeWithoutItsRequestAndSaysItsReason() {
    log.append(run.stderr(attempt, 0, "Trace"), run.finished(attempt, Outcome.NON_ZERO_EXIT, 3));

    JsonNode failed = service.awaitStatus(run.id(), "FAILED");

    assertThat(failed.path("reason").asString()).isEqualTo("NON_ZERO_EXIT");
    assertThat(failed.path("exit_code").asInt()).isEqualTo(3);
    assertThat(failed.path("stderr").asString()).isEqualTo("Trace");
    assertThat(failed.path("session_id").asString()).isEqualTo(run.session().toString());
  }

  @Test
  void theAttemptThatEndedFirstGivesTheOutput() {
    UUID later = UUID.randomUUID();
    log.append(
        run.requested(),
        run.started(attempt),
        run.stdout(attempt, 0, "of the first"),
        run.started(later, "runner-2", 500),
        run.stdout(later, 0, "of the later"),
        run.completed(later),
        run.stdout(attempt, 12, " too late"),
        run.finished(attempt, Outcome.SYSTEM_ERROR, 1));
    awaitArchived(run, 8);

    JsonNode answer = service.execution(run.id());

    assertThat(answer.path("status").asString()).isEqualTo("COMPLETED");
    assertThat(answer.path("attempt").asString()).isEqualTo(later.toString());
    assertThat(answer.path("stdout").asString()).isEqualTo("of the later");
  }

  @Test
  void whatArrivesTwiceIsSeenOnceAndArchivedTwice() {
    var twice =
        EventEnvelope.of(
            "/test", Instant.parse("2026-11-01T09:30:01Z"), run.stdout(attempt, 0, "x"));
    log.append(run.started(attempt));
    log.append(twice);
    log.append(twice);
    log.append(run.completed(attempt), run.completed(attempt));
    awaitArchived(run, 5);

    assertThat(service.execution(run.id()).path("stdout").asString()).isEqualTo("x");
  }

  @Test
  void outputIsBytesUntilItIsRead() {
    byte[] emoji = "\uD83D\uDE00".getBytes(UTF_8);
    log.append(
        run.started(attempt, "run\0ner", 100),
        run.stdout(attempt, 0, new byte[] {'a', 0, emoji[0], emoji[1]}),
        run.stdout(attempt, 4, new byte[] {emoji[2], emoji[3], (byte) 0xff, 'z'}),
        run.completed(attempt));

    assertThat(service.awaitStatus(run.id(), "COMPLETED").path("stdout").asString())
        .isEqualTo("a\0\uD83D\uDE00\uFFFDz");
  }

  @Test
  void whatIsNoEventIsArchivedAndHoldsNothingUp() {
    String key = run.id().toString();
    var noEvent = new ProducerRecord<>(Topics.RUN_EVENTS, key, "\0 no event".getBytes(UTF_8));
    noEvent.headers().add("ce_type", "dev.livecode.\0v1".getBytes(UTF_8));
    log.append(noEvent);
    log.append(new ProducerRecord<>(Topics.RUN_EVENTS, key, null));
    log.append(new ProducerRecord<>(Topics.RUN_REQUESTS, null, new byte[] {(byte) 0xff}));
    log.append(
        EventEnvelope.of("/test", Instant.parse("+200000-01-01T00:00:00Z"), run.requested()));
    log.append(run.completed(attempt));

    service.awaitStatus(run.id(), "COMPLETED");
    assertThat(
            database
                .jdbc()
                .sql("SELECT count(*) FROM event_archive WHERE data = :data AND type LIKE 'dev%v1'")
                .param("data", "\0 no event".getBytes(UTF_8))
                .query(Long.class)
                .single())
        .isEqualTo(1);
    await("those of both topics, between which there is no order, to be counted")
        .untilAsserted(
            () ->
                assertThat(service.get("/actuator/prometheus").body())
                    .containsPattern("livecode_projection_poison_total [3-9]"));
  }

  @Test
  void aRecordThatTheDatabaseRefusesIsSkippedAlone() {
    database.jdbc().sql("ALTER TABLE execution ADD CHECK (runner <> 'refused') NOT VALID").update();
    SampleRun other = SampleRun.create();
    log.append(run.requested(), run.started(attempt, "refused", 100));
    log.append(other.requested(), other.completed(attempt));

    await("the refused record in the archive")
        .atMost(Duration.ofSeconds(30))
        .until(() -> archivedWithoutExecution(run) == 1);
    service.awaitStatus(other.id(), "COMPLETED");
    log.append(run.completed(attempt));
    service.awaitStatus(run.id(), "COMPLETED");
  }

  @Test
  void theLargestLegalRequestPasses() {
    log.append(run.requested("\u0001".repeat(ContentLimits.SOURCE_BYTES)));

    service.awaitStatus(run.id(), "QUEUED");
  }

  @Test
  void nothingIsCommittedToKafka() throws Exception {
    log.append(run.completed(attempt));
    service.awaitStatus(run.id(), "COMPLETED");
    try (var admin =
        org.apache.kafka.clients.admin.Admin.create(
            java.util.Map.of("bootstrap.servers", TestServers.kafka()))) {
      for (var group : admin.listGroups().all().get()) {
        assertThat(
                admin
                    .listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get())
            .isEmpty();
      }
    }
  }

  private static void awaitArchived(SampleRun run, long events) {
    await("archive of " + run.id())
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                database
                    .jdbc()
                    .sql("SELECT count(*) FROM event_archive WHERE execution_id = :id")
                    .param("id", run.id())
                    .query(Long.class)
                    .single(),
            count -> count == events);
  }

  private static long archivedWithoutExecution(SampleRun run) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM event_archive WHERE execution_id IS NULL AND record_key = :key")
        .param("key", run.id().toString().getBytes(UTF_8))
        .query(Long.class)
        .single();
  }
}
