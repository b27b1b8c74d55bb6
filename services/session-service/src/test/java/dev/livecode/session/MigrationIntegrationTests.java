package dev.livecode.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.session.testing.Databases;
import dev.livecode.testing.PartProcess;
import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a start makes of a database that is not as the start before has left it. */
class MigrationIntegrationTests {

  private final String name = Databases.create();
  private final Map<String, String> environment =
      StartIntegrationTests.environment(Databases.url(Databases.port(), name));

  @Test
  void twoStartsAtOnceBothComeUp() {
    var starts =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::start)).limit(2).toList();

    assertThat(starts)
        .allSatisfy(it -> assertThat(it.join().exitCode()).as(it.join().output()).isZero());
    assertThat(number("SELECT count(*) FROM flyway_schema_history WHERE success")).isPositive();
  }

  @Test
  void aStartThatWasKilledInMidMigrationLeavesNothingToMend() throws Exception {
    File log = File.createTempFile("livecode-part", ".log");
    log.deleteOnExit();
    try (var connection = connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("CREATE TABLE outbox (id bigint)"); // Who makes it now waits for this one.
      Process start =
          PartProcess.start(SessionApplication.class, environment, log, StartIntegrationTests.ONCE);
      await("the migration to be in the middle")
          .atMost(60, SECONDS)
          .until(() -> number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
      start.destroyForcibly().waitFor();
      connection.rollback();
    }

    PartProcess next = start();

    assertThat(next.exitCode()).as(next.output()).isZero();
    assertThat(number("SELECT count(*) FROM flyway_schema_history WHERE NOT success")).isZero();
    assertThat(number("SELECT count(*) FROM outbox")).isZero();
  }

  @Test
  void aDatabaseOfANewerVersionIsTakenAndOneThatWasMigratedOtherwiseIsNot() throws SQLException {
    start();
    update(
        "INSERT INTO flyway_schema_history SELECT 99, '99', 'newer', type, 'V99__newer.sql',"
            + " 1, installed_by, now(), 1, true FROM flyway_schema_history WHERE version = '1'");
    PartProcess older = start();
    update("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '1'");

    assertThat(older.exitCode()).as(older.output()).isZero();
    StartIntegrationTests.assertEnds(
        start(),
        "The database at " + Databases.url(Databases.port(), name) + " was migrated otherwise:",
        "Migration checksum mismatch for migration version 1. Start the version that has made it");
  }

  private PartProcess start() {
    return PartProcess.run(SessionApplication.class, environment, StartIntegrationTests.ONCE);
  }

  private Connection connect() throws SQLException {
    return Databases.connect(Databases.port(), name);
  }

  private void update(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) {
    try (var connection = connect();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
