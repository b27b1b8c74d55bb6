package dev.livecode.execution.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.embedded.KafkaBroker;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.execution.archive.ArchivedRecords;
import dev.livecode.execution.archive.HashChain;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker of its own, into whose files it writes. */
class ChainIntegrationTests {

  private static final int RUNS = 5;

  /** What the third run printed, as the log has it. */
  private static final byte[] PRINTED = "SGVsbG8y".getBytes(US_ASCII);

  @TempDir static Path folder;

  private static TestDatabase database;
  private static KafkaBroker kafka;
  private static RunningService service;
  private static int partition;
  private static long offset;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    int port = TestServers.freePort();
    String servers = "127.0.0.1:" + port;
    kafka = KafkaBroker.start(folder, port, TestServers.freePort());
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      TopicSettings.singleBroker().createMissing(admin);
    }
    service = RunningService.start(database.url(), "spring.kafka.bootstrap-servers=" + servers);
    try (var log = new LogWriter(servers)) {
      // All events of one run, so that they lie in one partition.
      SampleRun run = SampleRun.create();
      UUID attempt = UUID.randomUUID();
      log.append(run.requested());
      for (int i = 0; i < RUNS; i++) {
        log.append(run.stdout(attempt, 6L * i, "Hello" + i));
      }
      log.append(run.completed(attempt));
      service.awaitStatus(run.id(), "COMPLETED");
    }
    partition =
        (int)
            number(
                "SELECT max(partition) FROM event_archive WHERE topic = '"
                    + Topics.RUN_EVENTS
                    + "'");
    offset = 2;
    database.execute(
        "CREATE TABLE kept_archive AS SELECT * FROM event_archive",
        "CREATE TABLE kept_offset AS SELECT * FROM projection_offset");
  }

  @AfterEach
  void mendTheDatabase() {
    database.execute(
        "TRUNCATE event_archive, projection_offset",
        "INSERT INTO event_archive SELECT * FROM kept_archive",
        "INSERT INTO projection_offset SELECT * FROM kept_offset");
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    kafka.close();
  }

  @Test
  void whatIsAsItWasWrittenVerifies() {
    String heads = service.get("/operations/chain/heads").body();

    assertThat(findings(heads)).isEmpty();
    assertThat(RunningService.read(heads).findValuesAsString("offset"))
        .containsExactlyInAnyOrder("0", "5");
  }

  @Test
  void anArchivedRecordThatWasChangedIsNamed() {
    database.execute("UPDATE event_archive SET data = 'x' WHERE " + place());

    assertThat(findings("[]")).containsExactly(named("ARCHIVE_DIFFERS", offset));
  }

  @Test
  void aHashThatWasChangedIsNamed() {
    database.execute("UPDATE event_archive SET hash = sha256('x') WHERE " + place());

    assertThat(findings("[]"))
        .contains(named("ARCHIVE_DIFFERS", offset), named("LOG_DIFFERS", offset));
  }

  @Test
  void anArchivedRecordThatIsGoneIsNamed() {
    database.execute("DELETE FROM event_archive WHERE " + place());

    assertThat(findings("[]")).containsExactly(named("ARCHIVE_LACKS", offset));
  }

  @Test
  void anArchivedRecordThatTheLogNeverHadIsNamed() {
    database.execute(
        "UPDATE projection_offset SET next_offset = 8 WHERE next_offset = 6",
        "INSERT INTO event_archive (topic, partition, offset_, timestamp_ms, headers, hash)"
            + " VALUES ('"
            + Topics.RUN_EVENTS
            + "', "
            + partition
            + ", 7, 0, '[]', sha256('x'))");

    // The log ends before what the projection says that it has read.
    assertThat(findings("[]")).contains(named("ARCHIVE_DIFFERS", 7));
  }

  /** Whoever can write all hashes anew is found out by the log, and by a head kept elsewhere. */
  @Test
  void aChainThatWasComputedAnewIsFoundByTheLogAndByAnExportedHead() {
    String heads = service.get("/operations/chain/heads").body();
    database.execute("UPDATE event_archive SET data = 'x' WHERE " + place());
    computeAnew();

    assertThat(findings("[]")).containsExactly(named("LOG_DIFFERS", offset));
    assertThat(findings(heads))
        .containsExactly(named("LOG_DIFFERS", offset), named("HEAD_DIFFERS", 5));
  }

  @Test
  void aRecordOfKafkaThatWasChangedWithItsChecksumMadeRightIsNamed() throws Exception {
    try (var segment = new Segment(segment())) {
      segment.replace(PRINTED, "SGVsbG83".getBytes(US_ASCII), true);

      assertThat(findings("[]")).containsExactly(named("LOG_DIFFERS", offset));
    }
    assertThat(findings("[]")).isEmpty();
  }

  @Test
  void whatCanNotBeReadIsNamedAndWhatLiesBehindIsVerified() throws Exception {
    database.execute("UPDATE event_archive SET data = 'x' WHERE " + place(4));
    try (var segment = new Segment(segment())) {
      segment.replace(PRINTED, "SGVsbG83".getBytes(US_ASCII), false);

      assertThat(findings("[]"))
          .containsExactly(named("LOG_UNREADABLE", offset), named("ARCHIVE_DIFFERS", 4));
    }
  }

  @Test
  void hashesThatWereTakenAwayAreNamed() {
    database.execute("UPDATE event_archive SET hash = NULL WHERE " + place(4));
    assertThat(findings("[]")).contains(named("ARCHIVE_DIFFERS", 4));

    database.execute("UPDATE projection_offset SET hash = NULL WHERE next_offset = 6");
    assertThat(findings("[]")).contains(named("END_DIFFERS", 6));
  }

  @Test
  void aHeadOfAPartitionThatIsGoneIsNamed() {
    assertThat(findings("[{\"topic\":\"gone\",\"partition\":1,\"offset\":2,\"hash\":\"00\"}]"))
        .containsExactly(named("HEAD_LACKS", 2));
  }

  @Test
  void headsThatAreNoneAreRefused() {
    assertThat(
            service
                .post("/operations/chain/verification", "[{\"partition\":0,\"offset\":1}]")
                .body())
        .contains("Each head is {topic, partition, offset, hash}");
    assertThat(service.post("/operations/chain/verification", "{").statusCode()).isEqualTo(400);
    assertThat(
            findings(
                "[{\"topic\":\"%s\",\"partition\":%d,\"offset\":99,\"hash\":\"00\"}]"
                    .formatted(Topics.RUN_EVENTS, partition)))
        .containsExactly(named("HEAD_LACKS", 99));
  }

  private static void computeAnew() {
    record Row(ConsumerRecord<byte[], byte[]> record) {}
    List<Row> rows =
        database
            .jdbc()
            .sql(
                "SELECT "
                    + ArchivedRecords.COLUMNS
                    + " FROM event_archive WHERE topic = '"
                    + Topics.RUN_EVENTS
                    + "' ORDER BY offset_")
            .query((row, _) -> new Row(ArchivedRecords.record(row)))
            .list();
    String hash = HashChain.BEGINNING;
    for (Row row : rows) {
      hash = HashChain.next(hash, row.record());
      database.execute(
          "UPDATE event_archive SET hash = decode('"
              + hash
              + "', 'hex') WHERE "
              + place(row.record().offset()));
    }
    database.execute(
        "UPDATE projection_offset SET hash = decode('" + hash + "', 'hex') WHERE next_offset = 6");
  }

  private static Path segment() {
    return folder
        .resolve("%s-%d".formatted(Topics.RUN_EVENTS, partition))
        .resolve("00000000000000000000.log");
  }

  private static String place() {
    return place(offset);
  }

  private static String place(long at) {
    return "topic = '%s' AND partition = %d AND offset_ = %d"
        .formatted(Topics.RUN_EVENTS, partition, at);
  }

  private static String named(String kind, long at) {
    return kind + " " + at;
  }

  private static List<String> findings(String heads) {
    var answer = service.post("/operations/chain/verification", heads);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body().lines().toList().getLast()).contains("\"partitions\":");
    List<String> all = new ArrayList<>();
    answer
        .body()
        .lines()
        .map(RunningService::read)
        .filter(it -> it.has("findings"))
        .forEach(
            it -> {
              assertThat(it.path("count").asLong()).isEqualTo(it.path("findings").size());
              it.path("findings")
                  .forEach(
                      finding ->
                          all.add(
                              named(
                                  finding.path("kind").asString(),
                                  finding.path("offset").asLong())));
            });
    return all;
  }

  private static long number(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }
}
