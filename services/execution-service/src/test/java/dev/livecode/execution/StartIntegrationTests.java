package dev.livecode.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.PartProcess;
import dev.livecode.testing.TestServers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The service in a process of its own that only starts: what is wrong is said in the last line, and
 * nothing but PostgreSQL is needed.
 */
class StartIntegrationTests {

  private static final String ONCE = "-Dspring.context.exit=onRefresh";
  private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/execution";

  private final TestDatabase database = TestDatabase.create();

  @Test
  void aStartThatOnlyChecksMigratesAndEnds() {
    PartProcess start = start(Map.of(), ONCE);
    assertThat(start.exitCode()).as(start.output()).isZero();
    assertThat(database.dump()).as("tables that are there, and nothing in them").isEmpty();
  }

  @Test
  void aStartWithoutMigrationNeedsNoServerAtAll() {
    PartProcess start =
        start(Map.of("SPRING_FLYWAY_ENABLED", "false", "SPRING_DATASOURCE_URL", NOBODY), ONCE);
    assertThat(start.exitCode()).as(start.output()).isZero();
  }

  @Test
  void aWrongPasswordEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_PASSWORD", "not-this")),
        "PostgreSQL at " + database.url() + " refuses user 'postgres': FATAL: password auth",
        "Set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
  }

  @Test
  void aWrongPasswordEndsAlsoAStartThatOnlyChecks() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_PASSWORD", "not-this"), ONCE),
        "PostgreSQL at " + database.url() + " refuses user 'postgres'");
  }

  @Test
  void noPasswordEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_PASSWORD", "")),
        "refuses user 'postgres': The server requested SCRAM",
        "Set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
  }

  @Test
  void aDatabaseThatIsNotThereEndsIt() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_URL", database.url() + "_absent")),
        "_absent has no such database: FATAL",
        "Create it, or set SPRING_DATASOURCE_URL.");
  }

  @Test
  void postgresThatIsAwayIsSaidToBe() {
    assertEnds(
        start(Map.of("SPRING_DATASOURCE_URL", NOBODY)),
        "PostgreSQL does not answer at " + NOBODY + ": ConnectException",
        "Connection refused. Start it, or set SPRING_DATASOURCE_URL.");
  }

  private PartProcess start(Map<String, String> changed, String... options) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "SPRING_DATASOURCE_URL",
                database.url(),
                "SPRING_DATASOURCE_USERNAME",
                PostgresBinaries.USER,
                "SPRING_DATASOURCE_PASSWORD",
                TestServers.POSTGRES_PASSWORD,
                "SPRING_KAFKA_BOOTSTRAPSERVERS",
                "127.0.0.1:1",
                "SERVER_PORT",
                "0"));
    environment.putAll(changed);
    return PartProcess.run(ExecutionServiceApplication.class, environment, options);
  }

  private static void assertEnds(PartProcess start, String... words) {
    assertThat(start.exitCode()).as(start.output()).isEqualTo(1);
    assertThat(start.lastLine()).as(start.output()).contains("Can't start: ").contains(words);
    assertThat(start.output()).doesNotContain("\tat ", "APPLICATION FAILED", "not-this");
  }
}
