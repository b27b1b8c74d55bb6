package dev.livecode.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL can answer, by its SQLSTATE, and what follows for readers and for the view. */
class DatabaseStatesIntegrationTests {

  private static final TestDatabase DATABASE = TestDatabase.createAt(TestServers.startPostgres());
  private static RunningService service;
  private static LogWriter log;

  private final SampleRun run = SampleRun.create();
  private final UUID attempt = UUID.randomUUID();

  @BeforeAll
  static void start() {
    log = new LogWriter(TestServers.kafka());
    service = RunningService.start(DATABASE.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
  }

  @Test
  void whileItTakesNoWritesRunsAreReadAndTheViewWaits() {
    log.append(run.requested(), run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");
    execute("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
    try {
      log.append(run.stdout(attempt, 0, "Hello"), run.completed(attempt));

      awaitFailing();
      assertThat(service.execution(run.id()).path("status").asString()).isEqualTo("RUNNING");
      assertThat(service.get("/executions/" + UUID.randomUUID()).statusCode()).isIn(404, 503);
    } finally {
      execute(
          "SET default_transaction_read_only = off",
          "ALTER SYSTEM RESET default_transaction_read_only",
          "SELECT pg_reload_conf()");
    }
    assertThat(service.awaitStatus(run.id(), "COMPLETED").path("stdout").asString())
        .isEqualTo("Hello");
    awaitReady();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0A000", "25006", "40001", "42P01", "42501", "53100", "55P03", "57014", "XX000"})
  void nothingIsMissingWhateverKeptTheViewFromBeingWritten(String state) {
    execute(
        failing("trigger", state),
        """
        CREATE TRIGGER fails BEFORE INSERT ON event_archive
        FOR EACH ROW EXECUTE FUNCTION fail()
        """);
    try {
      log.append(run.requested(), run.started(attempt), run.stdout(attempt, 0, "Hello"));
      log.append(run.completed(attempt));
      awaitFailing();
    } finally {
      execute("DROP FUNCTION fail CASCADE");
    }

    assertThat(service.awaitStatus(run.id(), "COMPLETED").path("stdout").asString())
        .isEqualTo("Hello");
    awaitReady();
  }

  @ParameterizedTest
  @CsvSource({
    "08006, 503", "0A000, 503", "25006, 503", "40001, 503", "53200, 503", "55P03, 503",
    "57014, 503", "58030, 503", "XX001, 503", "21000, 500", "22021, 500", "23505, 500",
    "42501, 500", "42P01, 500", "54000, 500", "P0001, 500"
  })
  void aReaderIsToldWhetherWaitingHelps(String state, int status) {
    log.append(run.requested(), run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");
    execute(
        "ALTER TABLE execution RENAME TO real_execution",
        failing("boolean", state),
        "CREATE VIEW execution AS SELECT * FROM real_execution WHERE fail()");
    try {
      for (String path : List.of("/executions/", "/internal/viewed-runs/")) {
        var answer = service.get(path + run.id());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        assertThat(answer.body()).doesNotContain("SQL", "Exception");
      }
    } finally {
      execute(
          "DROP VIEW execution",
          "DROP FUNCTION fail",
          "ALTER TABLE real_execution RENAME TO execution");
    }
    service.awaitStatus(run.id(), "RUNNING");
  }

  private static String failing(String returning, String state) {
    return """
        CREATE FUNCTION fail() RETURNS %s LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'as a test wants it' USING ERRCODE = '%s'; END $$
        """
        .formatted(returning, state);
  }

  private static void execute(String... statements) {
    DATABASE.execute(statements);
  }

  private static void awaitFailing() {
    await("the projection to say that it waits")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> service.json("/actuator/health/readiness"),
            health -> "DOWN".equals(health.at("/components/projection/status").asString("")));
  }

  private static void awaitReady() {
    await("readiness")
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.get("/actuator/health/readiness").statusCode(), is -> is == 200);
  }
}
