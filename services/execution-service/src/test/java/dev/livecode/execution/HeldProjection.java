package dev.livecode.execution;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Keeps every projector of a database from writing, until it is closed. */
public final class HeldProjection implements AutoCloseable {

  private final Connection connection;

  public HeldProjection(TestDatabase database) {
    try {
      connection =
          DriverManager.getConnection(
              database.url(), PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("SELECT * FROM projection_offset ORDER BY 1 FOR UPDATE");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
