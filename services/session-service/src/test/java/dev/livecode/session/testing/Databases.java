package dev.livecode.session.testing;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.TestServers;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** Databases of the tests' own. */
public final class Databases {

  /** Makes an empty database on the shared server and answers its name. */
  public static String create() {
    return createAt(port());
  }

  /** Makes an empty database on the server at that port and answers its name. */
  public static String createAt(int port) {
    String name = "session_" + UUID.randomUUID().toString().replace('-', '_');
    try (var connection = connect(port, "postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException("No test database", e);
    }
  }

  /** A connection of the superuser's. */
  public static Connection connect(int port, String name) throws SQLException {
    return DriverManager.getConnection(
        url(port, name), PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
  }

  public static int port() {
    return URI.create(TestServers.postgresUrl().substring("jdbc:".length())).getPort();
  }

  public static String url(int port, String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private Databases() {}
}
