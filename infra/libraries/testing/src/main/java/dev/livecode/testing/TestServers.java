package dev.livecode.testing;

import dev.livecode.embedded.EmbeddedServerException;
import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.embedded.RedisBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The servers that integration tests share: each is started when it is first asked for, once per
 * JVM, on a free port and a new data folder, and ends with the JVM.
 */
public final class TestServers {

  /** Password of the PostgreSQL superuser {@link PostgresBinaries#USER}. */
  public static final String POSTGRES_PASSWORD = "test";

  private static final Path BINARIES =
      Path.of(System.getProperty("java.io.tmpdir"), "livecode-embedded");

  /**
   * Bootstrap servers of Kafka, its topics made. See {@link TestKafka} for the switch to a
   * container.
   */
  public static String kafka() {
    return TestKafka.BOOTSTRAP_SERVERS;
  }

  /** URL of the PostgreSQL server's own database. */
  public static String postgresUrl() {
    return "jdbc:postgresql://127.0.0.1:" + Postgres.PORT + "/postgres";
  }

  /** Port of a Redis server without a password. */
  public static int redisPort() {
    return Redis.PORT;
  }

  /** Starts a PostgreSQL server of its own, for what would disturb others, and answers its port. */
  public static int startPostgres() {
    int port = ServerProcess.freePort();
    Path folder = newFolder("postgres");
    Path data = folder.resolve("data");
    PostgresBinaries binaries = PostgresBinaries.unpackInto(BINARIES);
    binaries.initialize(data, POSTGRES_PASSWORD);
    ServerProcess.start(binaries.server(data, port, false, folder.resolve("log")), port)
        .await("PostgreSQL", () -> PostgresBinaries.isReady(data));
    return port;
  }

  /** Starts a Redis server of its own with a password, and answers its port. */
  public static int startRedis(String password) {
    int port = ServerProcess.freePort();
    Path folder = newFolder("redis");
    RedisBinaries binaries = RedisBinaries.unpackInto(BINARIES);
    ServerProcess.start(binaries.server(folder, port, password, folder.resolve("log")), port);
    return port;
  }

  /** A port that nobody listens on at this moment. */
  public static int freePort() {
    return ServerProcess.freePort();
  }

  static Path newFolder(String name) {
    try {
      return Files.createTempDirectory("livecode-" + name);
    } catch (IOException e) {
      throw new EmbeddedServerException("Can't make a folder for " + name, e);
    }
  }

  private static final class Postgres {
    static final int PORT = startPostgres();
  }

  private static final class Redis {
    static final int PORT = startRedis("");
  }

  private TestServers() {}
}
