package dev.livecode.execution.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.kafka.Topics;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Replays on a service that is read and whose log grows meanwhile. */
class ReplayIntegrationTests {

  private static final List<SampleRun> APPENDED = new ArrayList<>();

  private static TestDatabase database;
  private static LogWriter log;
  private static RunningService service;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    log = new LogWriter(TestServers.kafka());
    service = start("livecode.replay.look=50ms", "livecode.replay.lease=1s");
    append(100);
    log.append(new ProducerRecord<>(Topics.RUN_EVENTS, "key", "no event".getBytes(UTF_8)));
    rest();
  }

  private static RunningService start(String... settings) {
    return RunningService.start(database.url(), settings);
  }

  @AfterEach
  void endWhatATestLeftBehind() {
    for (JsonNode replay : service.json("/operations/replays")) {
      service.send("DELETE", "/operations/replays/" + replay.path("id").asString());
    }
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
  }

  @Test
  void aReplayGivesTheSameRowsByteForByte() {
    rest();
    String before = database.dump();
    long oldTables = oid();

    JsonNode replay = ended(begin("{}"));

    assertThat(replay.path("state").asString()).isEqualTo("SWITCHED");
    assertThat(replay.path("records_read").asLong()).isGreaterThanOrEqualTo(401);
    assertThat(oid()).as("the table that is read now").isNotEqualTo(oldTables);
    assertThat(database.dump()).isEqualTo(before);
    await("the old tables to be gone").until(() -> schemas("%generation") == 0);
  }

  @Test
  void aReplayRightAfterAnotherSwitchesToo() {
    assertThat(ended(begin("{}")).path("state").asString()).isEqualTo("SWITCHED");
    assertThat(ended(begin("{}")).path("state").asString()).isEqualTo("SWITCHED");
  }

  /** As a backup does. */
  @Test
  void whoReadsForLongPutsTheSwitchOffAndNobodyElseNoticesIt() throws Exception {
    SampleRun run = append(1).getFirst();
    rest();
    String id;
    try (var backup = database.connect()) {
      backup.setAutoCommit(false);
      backup.createStatement().executeQuery("SELECT count(*) FROM event_archive");
      id = begin("{}");
      await("the switch to be put off")
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> service.json("/operations/replays/" + id).path("reason").asString(""),
              reason -> reason.startsWith("Waits: "));
      for (int i = 0; i < 50; i++) {
        assertThat(service.get("/executions/" + run.id()).statusCode()).isEqualTo(200);
      }
      assertThat(service.json("/operations/replays/" + id).path("state").asString())
          .isEqualTo("RUNNING");
    }

    assertThat(ended(id).path("state").asString()).isEqualTo("SWITCHED");
  }

  @Test
  void aViewThatIsAheadOfTheLogIsOfAnotherLog() {
    rest();
    String there = "WHERE topic_partition = 'livecode.run-requests-0'";
    database.execute("UPDATE projection_offset SET next_offset = next_offset + 1000 " + there);
    try {
      JsonNode replay = ended(begin("{}"));
      assertThat(replay.path("state").asString()).isEqualTo("FAILED");
      assertThat(replay.path("reason").asString()).contains("it is another log");
    } finally {
      database.execute("UPDATE projection_offset SET next_offset = next_offset - 1000 " + there);
    }
  }

  @Test
  void whoReadsMeanwhileNeitherFailsNorSeesAnythingOlder() throws Exception {
    List<SampleRun> seen = append(20);
    rest();
    List<String> before =
        seen.stream().map(run -> service.get("/executions/" + run.id()).body()).toList();
    String id = begin(slowly());

    List<SampleRun> meanwhile = new ArrayList<>();
    while (service.json("/operations/replays/" + id).path("state").asString().equals("RUNNING")) {
      meanwhile.addAll(append(1));
      service.awaitStatus(meanwhile.getLast().id(), "COMPLETED");
      for (int i = 0; i < seen.size(); i++) {
        assertThat(service.get("/executions/" + seen.get(i).id()).body()).isEqualTo(before.get(i));
      }
    }

    assertThat(ended(id).path("state").asString()).isEqualTo("SWITCHED");
    SampleRun after = append(1).getFirst();
    service.awaitStatus(after.id(), "COMPLETED");
    for (SampleRun run : meanwhile) {
      assertThat(service.awaitStatus(run.id(), "COMPLETED").path("stdout").asString())
          .isEqualTo("Hello");
    }
  }

  @Test
  void aVerificationFindsNothingInAViewThatIsAsTheLogMakesIt() {
    JsonNode replay = ended(begin("{\"verify\":true}"));

    assertThat(replay.path("state").asString()).isEqualTo("VERIFIED");
    assertThat(replay.path("differences").asLong(-1)).isZero();
  }

  @Test
  void aVerificationNamesEveryRowThatIsNotAsTheLogMakesIt() {
    List<SampleRun> runs = append(4);
    rest();
    UUID stranger = UUID.randomUUID();
    String[] ids = runs.stream().map(run -> "'" + run.id() + "'").toArray(String[]::new);
    database.execute(
        "UPDATE execution SET exit_code = 7, language = 'ruby' WHERE id = " + ids[0],
        "UPDATE output_chunk SET data = 'Hallo' WHERE execution_id = " + ids[1],
        "DELETE FROM event_archive WHERE type LIKE '%started%' AND execution_id = " + ids[2],
        "UPDATE event_archive SET headers = '[]' WHERE type LIKE '%requested%' AND execution_id = "
            + ids[3],
        "DELETE FROM dead_letter WHERE ctid = (SELECT min(ctid) FROM dead_letter)",
        "INSERT INTO output_chunk VALUES ('" + stranger + "', '" + stranger + "', 'STDOUT', 0, '')",
        "INSERT INTO execution (id, session_id, language, status, created_at) VALUES ('"
            + stranger
            + "', '"
            + stranger
            + "', 'python', 'QUEUED', now())");
    try {
      String id = begin("{\"verify\":true}");

      assertThat(ended(id).path("differences").asLong()).isEqualTo(7);
      assertThat(service.json("/operations/replays/" + id + "/differences").valueStream())
          .extracting(
              it ->
                  "%s %s %s"
                      .formatted(
                          it.path("table").asString(),
                          it.path("kind").asString(),
                          it.path("columns").asString("")))
          .containsExactlyInAnyOrder(
              "execution DIFFERENT exit_code, language",
              "execution UNEXPECTED ",
              "output_chunk DIFFERENT data",
              "output_chunk UNEXPECTED ",
              "event_archive MISSING ",
              "event_archive DIFFERENT headers",
              "dead_letter MISSING ");
      assertThat(service.json("/operations/replays/" + id + "/differences").valueStream())
          .anySatisfy(
              it ->
                  assertThat(it.path("key").asString()).isEqualTo(runs.getFirst().id().toString()));
    } finally {
      // Mends it, as an operator would.
      assertThat(ended(begin("{}")).path("state").asString()).isEqualTo("SWITCHED");
    }
    assertThat(ended(begin("{\"verify\":true}")).path("differences").asLong(-1)).isZero();
  }

  @Test
  void oneRunsAtATimeAndItCanBeCancelled() {
    append(50);
    rest();
    String id = begin("{\"rate_limit\":1}");

    assertThat(service.post("/operations/replays", "{}").statusCode()).isEqualTo(409);
    assertThat(service.post("/operations/replays", "{}").body())
        .contains("Operation is under way", "OPERATION_IN_PROGRESS");
    service.send("DELETE", "/operations/replays/" + id);

    assertThat(ended(id).path("state").asString()).isEqualTo("CANCELLED");
    assertThat(service.send("DELETE", "/operations/replays/" + id).body()).contains("CANCELLED");
    assertThat(ended(begin("{}")).path("state").asString()).isEqualTo("SWITCHED");
  }

  @Test
  void anInstanceThatStopsLeavesItsReplayToAnother() {
    append(50);
    rest();
    String id;
    try (var first = RunningService.start(database.url(), "livecode.replay.look=50ms")) {
      // Whichever of the two takes it, one of them stops in its middle.
      id = begin(slowly());
      await()
          .until(() -> service.json("/operations/replays/" + id).path("records_read").asLong() > 0);
      assertThat(first.json("/operations/replays/" + id).path("state").asString())
          .isEqualTo("RUNNING");
    }

    assertThat(ended(id).path("state").asString()).isEqualTo("SWITCHED");
    assertThat(ended(begin("{\"verify\":true}")).path("differences").asLong(-1)).isZero();
  }

  @Test
  void whatCanNotBeSaysWhatToDo() {
    assertThat(service.post("/operations/replays", "{\"rate_limit\":0}"))
        .returns(400, it -> it.statusCode())
        .satisfies(it -> assertThat(it.body()).contains("rate_limit must be at least 1"));
    assertThat(service.post("/operations/replays", "nonsense").statusCode()).isEqualTo(400);
    assertThat(service.get("/operations/replays/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(service.get("/operations/replays/x").body()).contains("id must be a UUID");
    assertThat(service.get("/operations/replays/" + UUID.randomUUID() + "/differences?after=x"))
        .returns(400, it -> it.statusCode())
        .satisfies(it -> assertThat(it.body()).contains("after must be an integer"));
  }

  /**
   * What was archived before there were hashes stays readable, and a replay gives it all of them.
   */
  @Test
  void anOlderArchiveGetsItsHashesByAReplay() {
    rest();
    database.execute(
        "UPDATE event_archive SET hash = NULL, timestamp_ms = NULL",
        "UPDATE projection_offset SET hash = NULL");
    append(3);
    await("the living projection to notice").untilAsserted(() -> rest());

    assertThat(ended(begin("{\"verify\":true}")).path("differences").asLong(-1)).isZero();
    assertThat(ended(begin("{}")).path("state").asString()).isEqualTo("SWITCHED");
    append(3);
    rest();

    assertThat(count("SELECT count(*) FROM event_archive WHERE hash IS NULL")).isZero();
    assertThat(ended(begin("{\"verify\":true}")).path("differences").asLong(-1)).isZero();
  }

  /** Some seconds, however much the log has of other tests. */
  private static String slowly() {
    return "{\"rate_limit\":" + database.recordsWritten() / 4 + "}";
  }

  private static String begin(String body) {
    var answer = service.post("/operations/replays", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningService.read(answer.body()).path("id").asString();
  }

  private static JsonNode ended(String id) {
    return await("replay " + id + " to end")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> service.json("/operations/replays/" + id),
            it -> !it.path("state").asString().equals("RUNNING"));
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
    APPENDED.addAll(runs);
    return runs;
  }

  /** Until the view has all of the log that this class wrote. */
  private static void rest() {
    append(1);
    String ids = APPENDED.stream().map(run -> "'" + run.id() + "'").collect(joining(","));
    await("the projection to rest")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> count("SELECT count(*) FROM event_archive WHERE execution_id IN (" + ids + ")"),
            it -> it == 4L * APPENDED.size());
  }

  private static long oid() {
    return count("SELECT 'execution'::regclass::oid::bigint");
  }

  private static long schemas(String like) {
    return count("SELECT count(*) FROM pg_namespace WHERE nspname LIKE '" + like + "'");
  }

  private static long count(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }
}
