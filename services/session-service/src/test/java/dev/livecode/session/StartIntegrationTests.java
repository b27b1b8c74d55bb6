package dev.livecode.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.session.testing.Databases;
import dev.livecode.session.testing.LockedRedis;
import dev.livecode.testing.PartProcess;
import dev.livecode.testing.TestServers;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The service in a process of its own that only starts: what is wrong is said in the last line, and
 * nothing but PostgreSQL is needed.
 */
class StartIntegrationTests {

  static final String ONCE = "-Dspring.context.exit=onRefresh";
  private static final String NOBODY = "127.0.0.1:1";

  private final String database = Databases.url(Databases.port(), Databases.create());

  @Test
  void aStartThatOnlyChecksMigratesAndEnds() throws Exception {
    PartProcess start = start(Map.of("SPRING_DATA_REDIS_PORT", "1"), ONCE);
    assertThat(start.exitCode()).as(start.output()).isZero();
    try (var connection =
            DriverManager.getConnection(
                database, PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM outbox")) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void aStartWithoutMigrationNeedsNoServerAtAll() {
    PartProcess start =
        start(
            Map.of(
                "SPRING_FLYWAY_ENABLED",
                "false",
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://" + NOBODY + "/session",
                "SPRING_DATA_REDIS_PORT",
                "1"),
            ONCE);
    assertThat(start.exitCode()).as(start.output()).isZero();
  }

  @Test
  void aWrongPasswordForPostgresEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_PASSWORD", "not-this")),
        "PostgreSQL at " + database + " refuses user 'postgres': FATAL: password authentication",
        "Set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
  }

  @Test
  void noPasswordForPostgresEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_PASSWORD", "")),
        "PostgreSQL at " + database + " refuses user 'postgres': The server requested SCRAM",
        "Set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
  }

  @Test
  void aDatabaseThatIsNotThereEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_URL", Databases.url(Databases.port(), "absent"))),
        "/absent has no such database: FATAL: database \"absent\" does not",
        "Create it, or set SPRING_DATASOURCE_URL.");
  }

  @Test
  void aUrlOfSomethingElseEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_URL", "postgres://me:not-this@127.0.0.1/session")),
        "SPRING_DATASOURCE_URL is no URL of a PostgreSQL database. Set it, such as jdbc:");
  }

  @Test
  void postgresThatIsAwayIsSaidToBe() {
    assertEnds(
        start(
            Map.of(
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://" + NOBODY + "/session?password=not-this")),
        "PostgreSQL does not answer at jdbc:postgresql://" + NOBODY + "/session: ConnectException",
        "Connection refused. Start it, or set SPRING_DATASOURCE_URL.");
  }

  @Test
  void aWrongPasswordForRedisEndsIt() {
    assertEnds(
        start(
            Map.of(
                "SPRING_DATA_REDIS_PORT",
                String.valueOf(LockedRedis.PORT),
                "SPRING_DATA_REDIS_PASSWORD",
                "not-this")),
        "Redis at 127.0.0.1:" + LockedRedis.PORT + " refuses us: WRONGPASS",
        "Set SPRING_DATA_REDIS_PASSWORD.");
  }

  @Test
  void noPasswordForRedisEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATA_REDIS_PORT", String.valueOf(LockedRedis.PORT))),
        "Redis at 127.0.0.1:" + LockedRedis.PORT + " refuses us: NOAUTH",
        "Set SPRING_DATA_REDIS_PASSWORD.");
  }

  @Test
  void aPortThatRedisCanNotHaveEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATA_REDIS_PORT", "99999")),
        "spring.data.redis.port is 99999; it must be from 1 to 65535. Set SPRING_DATA_REDIS_PORT.");
  }

  @Test
  void theRightPasswordForRedisIsTaken() {
    PartProcess start =
        start(
            Map.of(
                "SPRING_DATA_REDIS_PORT",
                String.valueOf(LockedRedis.PORT),
                "SPRING_DATA_REDIS_PASSWORD",
                LockedRedis.PASSWORD),
            ONCE);
    assertThat(start.exitCode()).as(start.output()).isZero();
    assertThat(start.output()).doesNotContain("Redis");
  }

  private PartProcess start(Map<String, String> changed, String... options) {
    Map<String, String> environment = environment(database);
    environment.putAll(changed);
    return PartProcess.run(SessionApplication.class, environment, options);
  }

  /** With everything there but Kafka. */
  static Map<String, String> environment(String database) {
    return new HashMap<>(
        Map.of(
            "SPRING_DATASOURCE_URL",
            database,
            "SPRING_DATASOURCE_USERNAME",
            PostgresBinaries.USER,
            "SPRING_DATASOURCE_PASSWORD",
            TestServers.POSTGRES_PASSWORD,
            "SPRING_DATA_REDIS_PORT",
            String.valueOf(TestServers.redisPort()),
            "SPRING_KAFKA_BOOTSTRAPSERVERS",
            NOBODY,
            "SERVER_PORT",
            "0",
            "LIVECODE_LANGUAGES",
            "../../infra/sandbox/languages"));
  }

  static void assertEnds(PartProcess start, String... words) {
    assertThat(start.exitCode()).as(start.output()).isEqualTo(1);
    assertThat(start.lastLine()).as(start.output()).contains("Can't start: ").contains(words);
    assertThat(start.output()).doesNotContain("\tat ", "APPLICATION FAILED", "not-this");
  }
}
