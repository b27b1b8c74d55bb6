package dev.livecode.execution.replay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
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
          if (!replay.toString().equals(madeFor())) {
            drop(NEXT);
            create(replay);
          }
        });
  }

  private void create(UUID replay) {
    jdbc.execute("CREATE SCHEMA " + NEXT);
    jdbc.execute("COMMENT ON SCHEMA %s IS '%s'".formatted(NEXT, replay));
    for (String table : TABLES) {
      jdbc.execute("CREATE TABLE %s.%s (LIKE %s INCLUDING ALL)".formatted(NEXT, table, table));
    }
  }

  /** The replay whose tables these are; null for none. */
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

  /** Makes the next generation the living one, in the caller's transaction. */
  void switchOver() {
    String schema = jdbc.queryForObject("SELECT current_schema()", String.class);
    jdbc.execute("CREATE SCHEMA " + FORMER);
    for (String table : TABLES) {
      jdbc.execute("ALTER TABLE %s.%s SET SCHEMA %s".formatted(schema, table, FORMER));
      jdbc.execute("ALTER TABLE %s.%s SET SCHEMA %s".formatted(NEXT, table, schema));
    }
  }
}
