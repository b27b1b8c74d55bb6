package dev.livecode.execution.replay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

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
  private final HikariDataSource living;

  Generation(JdbcOperations jdbc, HikariDataSource living) {
    this.jdbc = jdbc;
    this.living = living;
  }

  /** Makes the next generation's tables, empty, unless they are there. */
  void prepare() {
    jdbc.execute("CREATE SCHEMA IF NOT EXISTS " + NEXT);
    for (String table : TABLES) {
      jdbc.execute(
          "CREATE TABLE IF NOT EXISTS %s.%s (LIKE %s INCLUDING ALL)".formatted(NEXT, table, table));
    }
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
    jdbc.execute("CREATE SCHEMA IF NOT EXISTS " + FORMER);
    for (String table : TABLES) {
      jdbc.execute("ALTER TABLE %s.%s SET SCHEMA %s".formatted(schema, table, FORMER));
      jdbc.execute("ALTER TABLE %s.%s SET SCHEMA %s".formatted(NEXT, table, schema));
    }
  }

  /** Drops what is not read any more. */
  void dropFormer() {
    jdbc.execute("DROP SCHEMA IF EXISTS " + FORMER + " CASCADE");
  }

  /** Drops what no replay will go on with. */
  void dropNext() {
    jdbc.execute("DROP SCHEMA IF EXISTS " + NEXT + " CASCADE");
  }
}
