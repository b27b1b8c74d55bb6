package dev.livecode.local.system;

import dev.livecode.embedded.PostgresBinaries;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The databases of the services, one each with an owner of its own, in one PostgreSQL server. */
final class Databases {

  private final int port;
  private final String password;

  Databases(int port, String password) {
    this.port = port;
    this.password = password;
  }

  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  boolean answer() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Makes the database and its owner unless they exist. */
  void create(String name, String ownerPassword) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
        statement.execute("CREATE ROLE \"" + name + "\" LOGIN PASSWORD '" + ownerPassword + "'");
      }
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        statement.execute("CREATE DATABASE \"" + name + "\" OWNER \"" + name + "\"");
      }
    }
  }

  /**
   * What the server says of its own durability.
   *
   * @throws CannotStartException when an acknowledged commit could be lost
   */
  String durability() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String fsync = setting(statement, "fsync");
      String commit = setting(statement, "synchronous_commit");
      if (!fsync.equals("on") || !commit.equals("on")) {
        throw new CannotStartException(
            "PostgreSQL runs with fsync="
                + fsync
                + ", synchronous_commit="
                + commit
                + ": what it acknowledged could be lost");
      }
      return "fsync=" + fsync + " synchronous_commit=" + commit;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        url(port, "postgres") + "?loginTimeout=2&connectTimeout=2",
        PostgresBinaries.USER,
        password);
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var result = statement.executeQuery(query)) {
      return result.next();
    }
  }

  private static String setting(Statement statement, String name) throws SQLException {
    try (var result = statement.executeQuery("SHOW " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
