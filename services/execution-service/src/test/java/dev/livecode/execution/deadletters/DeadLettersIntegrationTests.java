package dev.livecode.execution.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.kafka.Topics;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeadLettersIntegrationTests {

  private static TestDatabase database;
  private static LogWriter log;
  private static RunningService service;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    log = new LogWriter(TestServers.kafka());
    service = RunningService.start(database.url(), "livecode.replay.look=50ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
  }

  @Test
  void whatIsNoEventIsShownWithoutItsContentsUnlessAskedFor() {
    String secret = "what nobody should read in passing " + UUID.randomUUID();
    log.append(new ProducerRecord<>(Topics.RUN_EVENTS, "a key", secret.getBytes(UTF_8)));
    String path =
        "/operations/dead-letters/"
            + await("the dead letter")
                .atMost(Duration.ofSeconds(30))
                .until(() -> place(secret), it -> !it.isEmpty());

    assertThat(service.get("/operations/dead-letters").body())
        .contains("\"offset\":" + path.substring(path.lastIndexOf('/') + 1), "reason")
        .doesNotContain("a key");
    JsonNode hidden = service.json(path);
    assertThat(hidden.path("bytes").asLong()).isEqualTo(secret.length());
    assertThat(hidden.has("data") || hidden.has("key")).isFalse();
    JsonNode shown = service.json(path + "?data=true");
    assertThat(new String(shown.path("data").binaryValue(), UTF_8)).isEqualTo(secret);
    assertThat(shown.path("key").asString()).isEqualTo("a key");
    assertThat(
            service
                .json("/actuator/metrics/livecode.projection.dead.letters")
                .at("/measurements/0/value")
                .asDouble())
        .isPositive();

    JsonNode retried = RunningService.read(service.post(path + "/retry", "").body());
    assertThat(retried.path("read").asBoolean(true)).isFalse();
    assertThat(retried.path("reason").asString()).isNotEmpty();
    assertThat(service.get(path).statusCode()).isEqualTo(200);
  }

  /** As when an older version could not read it: stored is what that version would have stored. */
  @Test
  void aRetryFoldsTheRunAsIfTheRecordHadBeenReadWhenItCame() {
    SampleRun run = SampleRun.create();
    UUID attempt = UUID.randomUUID();
    log.append(
        run.requested(),
        run.started(attempt),
        run.stdout(attempt, 0, "Hello"),
        run.completed(attempt));
    JsonNode before = service.awaitStatus(run.id(), "COMPLETED");
    String where =
        "execution_id = '" + run.id() + "' AND (type LIKE '%finished%' OR type LIKE '%output%')";
    database.execute(
        "INSERT INTO dead_letter SELECT topic, partition, offset_, 'too new' FROM event_archive WHERE "
            + where,
        "UPDATE event_archive SET execution_id = NULL, event_id = NULL, time = NULL WHERE " + where,
        "DELETE FROM output_chunk WHERE execution_id = '" + run.id() + "'",
        "UPDATE execution SET status = 'RUNNING', outcome = NULL, exit_code = NULL,"
            + " execution_time_ms = NULL, cpu_time_ms = NULL, memory_bytes = NULL,"
            + " stdout_bytes = NULL, stderr_bytes = NULL, stdout_truncated = NULL,"
            + " stderr_truncated = NULL, completed_at = NULL WHERE id = '"
            + run.id()
            + "'");
    assertThat(service.execution(run.id()).path("status").asString()).isEqualTo("RUNNING");

    for (JsonNode letter : service.json("/operations/dead-letters")) {
      if (letter.path("reason").asString().equals("too new")) {
        String path =
            "/operations/dead-letters/%s/%d/%d"
                .formatted(
                    letter.path("topic").asString(),
                    letter.path("partition").asInt(),
                    letter.path("offset").asLong());
        assertThat(service.post(path + "/retry", "").body()).contains("true", run.id().toString());
        assertThat(service.post(path + "/retry", "").statusCode()).isEqualTo(404);
      }
    }

    assertThat(service.execution(run.id())).isEqualTo(before);
    String replay =
        RunningService.read(service.post("/operations/replays", "{\"verify\":true}").body())
            .path("id")
            .asString();
    JsonNode verified =
        await("the verification")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> service.json("/operations/replays/" + replay),
                it -> !it.path("state").asString().equals("RUNNING"));
    assertThat(verified.path("differences").asLong(-1)).isZero();
  }

  @Test
  void aPlaceWithoutADeadLetterIsNotFound() {
    assertThat(service.get("/operations/dead-letters/x/0/0").statusCode()).isEqualTo(404);
    assertThat(service.post("/operations/dead-letters/x/0/0/retry", "").statusCode())
        .isEqualTo(404);
    assertThat(service.get("/operations/dead-letters/x/y/0").body())
        .contains("partition must be an integer");
  }

  /** Topic, partition and offset; empty until there is one. */
  private static String place(String data) {
    return String.join(
        "",
        database
            .jdbc()
            .sql(
                """
                SELECT topic || '/' || partition || '/' || offset_
                FROM dead_letter JOIN event_archive USING (topic, partition, offset_)
                WHERE data = ?
                """)
            .param(data.getBytes(UTF_8))
            .query(String.class)
            .list());
  }
}
