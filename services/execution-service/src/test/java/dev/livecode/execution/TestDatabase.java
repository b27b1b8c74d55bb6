package dev.livecode.execution;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of its own. */
public record TestDatabase(String url) {

  private static final String TABLES_IN_FULL =
      """
      SELECT 'execution' AS source, e::text AS line FROM execution e
      UNION ALL SELECT 'output_chunk', o::text FROM output_chunk o
      UNION ALL SELECT 'event_archive', a::text FROM event_archive a
      UNION ALL SELECT 'projection_offset', p::text FROM projection_offset p
      UNION ALL SELECT 'dead_letter', d::text FROM dead_letter d
      ORDER BY source, line
      """;

  /** On the shared server. */
  public static TestDatabase create() {
    return create(TestServers.postgresUrl());
  }

  /** On a server of its own, which a test may operate. */
  public static TestDatabase createAt(int port) {
    return create("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
  }

  private static TestDatabase create(String server) {
    String name = "execution_" + UUID.randomUUID().toString().replace("-", "");
    try (var connection =
            DriverManager.getConnection(
                server, PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new AssertionError("Can't make a database", e);
    }
    return new TestDatabase(server.replaceFirst("/postgres$", "/" + name));
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(
        new DriverManagerDataSource(url, PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD));
  }

  /** How many records of the log the view has. */
  public long recordsWritten() {
    return jdbc()
        .sql("SELECT coalesce(sum(next_offset), 0) FROM projection_offset")
        .query(Long.class)
        .single();
  }

  /** A connection for a test that holds something. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
  }

  /** Does this on one connection. */
  public void execute(String... statements) {
    try (var connection =
            DriverManager.getConnection(url, PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Every row of every table, as PostgreSQL writes it. */
  public String dump() {
    return String.join(
        "\n",
        jdbc()
            .sql(TABLES_IN_FULL)
            .query((row, _) -> row.getString("source") + " " + row.getString("line"))
            .list());
  }
}
