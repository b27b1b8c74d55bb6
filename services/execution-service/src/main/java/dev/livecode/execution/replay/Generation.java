package dev.livecode.execution.replay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The tables that a replay fills. They have the names of those that are read, in a schema of their
 * own, so that whoever writes them need not know which they are.
 */
@Component
class Generation {

  /** In the order in which they are locked. */
  static final List<String> TABLES =
      List.of("projection_offset", "execution", "output_chunk", "event_archive", "dead_letter");

  static final String NEXT = "next_generation";
  private static final String FORMER = "former_generation";

  private final JdbcOperations jdbc;
  private final TransactionOperations transaction;
  private final Replays replays;
  private final HikariDataSource living;

  Generation(
      JdbcOperations jdbc,
      TransactionOperations transaction,
      Replays replays,
      HikariDataSource living) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.replays = replays;
    this.living = living;
  }

  /** Makes the replay's tables, empty, unless they are there. What others left behind goes. */
  void prepare(UUID replay) {
    transaction.executeWithoutResult(
        _ -> {
          awaitOthers();
          drop(FORMER);
          if (!mark(replay).equals(madeFor())) {
            drop(NEXT);
            create(replay);
          }
        });
  }

  private void create(UUID replay) {
    jdbc.execute("CREATE SCHEMA " + NEXT);
    jdbc.execute("COMMENT ON SCHEMA %s IS '%s'".formatted(NEXT, mark(replay)));
    for (String table : TABLES) {
      jdbc.execute("CREATE TABLE %s.%s (LIKE %s INCLUDING ALL)".formatted(NEXT, table, table));
    }
  }

  /**
   * Tables that were begun for another replay, or with an older form, are of no use to this one.
   */
  private String mark(UUID replay) {
    return replay
        + " at "
        + jdbc.queryForObject(
            "SELECT max(installed_rank) FROM flyway_schema_history", Integer.class);
  }

  /** The mark on the tables that are there; null for none. */
  private @Nullable String madeFor() {
    return jdbc
        .queryForList(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = ?",
            String.class,
            NEXT)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** Drops what nobody reads or fills any more; false when a replay is under way. */
  boolean clear() {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              awaitOthers();
              if (replays.isOneRunning()) {
                return false;
              }
              drop(FORMER);
              drop(NEXT);
              return true;
            }));
  }

  /** Another instance might clear what this one has just prepared. */
  private void awaitOthers() {
    jdbc.execute("SELECT pg_advisory_xact_lock(hashtext('livecode.replay'))");
  }

  private void drop(String schema) {
    jdbc.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
  }

  /** Connections whose table names lead to the next generation. */
  HikariDataSource connections(int count) {
    var config = new HikariConfig();
    config.setPoolName("next-generation");
    config.setJdbcUrl(living.getJdbcUrl());
    config.setUsername(living.getUsername());
    config.setPassword(living.getPassword());
    config.setDataSourceProperties(living.getDataSourceProperties());
    config.setConnectionTimeout(living.getConnectionTimeout());
    config.setMaximumPoolSize(count);
    config.setMinimumIdle(0);
    config.setSchema(NEXT);
    return new HikariDataSource(config);
  }

  /** One on which a statement may take as long as it takes, with the living tables' names. */
  Connection patientConnection() throws SQLException {
    var settings = new Properties();
    settings.put("user", String.valueOf(living.getUsername()));
    settings.put("password", String.valueOf(living.getPassword()));
    settings.put("tcpKeepAlive", "true");
    settings.put("ApplicationName", "execution-service");
    return DriverManager.getConnection(living.getJdbcUrl(), settings);
  }

  /**
   * Makes the next generation the living one, in the caller's transaction. Whoever reads for long,
   * such as a backup, puts it off: it waits so shortly that nobody who comes after waits long.
   *
   * @throws org.springframework.dao.PessimisticLockingFailureException when somebody does
   */
  void switchOver() {
    jdbc.execute("SET LOCAL lock_timeout = '200ms'");
    jdbc.execute("LOCK TABLE " + String.join(", ", TABLES) + " IN ACCESS EXCLUSIVE MODE");
    String schema = jdbc.queryForObject("SELECT current_schema()", String.class);
    jdbc.execute("CREATE SCHEMA " + FORMER);
    for (String table : TABLES) {
      jdbc.execute("ALTER TABLE %s.%s SET SCHEMA %s".formatted(schema, table, FORMER));
      jdbc.execute("ALTER TABLE %s.%s SET SCHEMA %s".formatted(NEXT, table, schema));
    }
  }
}
