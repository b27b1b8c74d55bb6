package dev.livecode.session.testing;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.embedded.TestServers;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** Databases of the tests' own on the shared server. */
public final class Databases {

  /** Makes an empty database and answers its name. */
  public static String create() {
    String name = "session_" + UUID.randomUUID().toString().replace('-', '_');
    try (var connection =
            DriverManager.getConnection(
                TestServers.postgresUrl(), PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException("No test database", e);
    }
  }

  public static int port() {
    return URI.create(TestServers.postgresUrl().substring("jdbc:".length())).getPort();
  }

  public static String url(int port, String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private Databases() {}
}
