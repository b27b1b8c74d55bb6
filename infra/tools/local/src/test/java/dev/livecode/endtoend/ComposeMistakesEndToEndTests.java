package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator sees of a mistake in {@code .env}, and of an engine that is away. */
@Tag("operations")
class ComposeMistakesEndToEndTests {

  private static final String NONE = "livecode/there-is-none:1";

  private final ComposeSystem system = new ComposeSystem(Map.of());

  @AfterEach
  void remove() {
    system.close();
  }

  @Test
  void withoutASecretNothingStarts() {
    system.set(Map.of("REDIS_PASSWORD", ""));

    Command up = system.compose("up", "--detach", "--no-build");

    assertThat(up.exitCode()).isNotZero();
    assertThat(up.output()).contains("REDIS_PASSWORD", "run infra/packaging/compose/make-env");
    assertThat(system.containers("postgres")).isEmpty();
  }

  @Test
  void aPasswordThatPostgresDoesNotHaveEndsTheJobThatNeedsIt() {
    start("databases");
    system.set(Map.of("POSTGRES_PASSWORD", "another"));

    start("databases");

    awaitEnd("databases");
    assertThat(lastLine("databases"))
        .startsWith("PostgreSQL refuses POSTGRES_PASSWORD")
        .contains("Put that one into .env");
  }

  @Test
  void aServiceWhosePasswordIsWrongEndsBeforeItServes() {
    start("session-migration");
    awaitEnd("session-migration");
    assertThat(state("session-migration")).isEqualTo("exited 0");

    assertThat(lastWords("session-migration", "SPRING_DATASOURCE_PASSWORD"))
        .contains("SPRING_DATASOURCE_PASSWORD");
    assertThat(lastWords("session-migration", "SPRING_DATA_REDIS_PASSWORD"))
        .contains("SPRING_DATA_REDIS_PASSWORD");
  }

  /** Of a job in which a variable is wrong; it must not succeed. */
  private String lastWords(String service, String variable) {
    Command run =
        system.compose("run", "--rm", "-T", "--no-deps", "--env", variable + "=wrong", service);
    assertThat(run.exitCode()).as("%s", run).isNotZero();
    assertThat(run.output()).doesNotContain("\tat ");
    return run.output().strip().lines().reduce("", (_, line) -> line);
  }

  @Test
  void withoutItsImageTheRunnerEndsAndSaysHowToBuildIt() {
    system.set(Map.of("SANDBOX_IMAGE", NONE));

    system.compose("up", "--detach", "--no-build", "--no-deps", "runner-check").succeeded();

    awaitEnd("runner-check");
    assertThat(state("runner-check")).isEqualTo("exited 1");
    assertThat(lastLine("runner-check")).contains(NONE, "docker compose build sandbox-image");
  }

  @Test
  void anEngineThatIsAwayLeavesTheRunnerUpUnhealthyAndRecovering() throws Exception {
    Path folder = Files.createTempDirectory("livecode-engine");
    start("topics");
    try (var engine = EngineDoor.closed(folder.resolve("docker.sock"))) {
      system.set(Map.of("DOCKER_SOCKET", engine.socket().toString()));
      system.compose("up", "--detach", "--no-build", "--no-deps", "runner").succeeded();
      await("the runner is unhealthy")
          .atMost(Duration.ofSeconds(120))
          .until(() -> health("runner").equals("unhealthy"));
      assertThat(state("runner")).isEqualTo("running 0");

      engine.open();

      await("the runner has recovered")
          .atMost(Duration.ofSeconds(60))
          .until(() -> health("runner").equals("healthy"));
      assertThat(inspect("runner", "{{.RestartCount}}")).isEqualTo("0");
    } finally {
      Files.deleteIfExists(folder.resolve("docker.sock"));
      Files.deleteIfExists(folder);
    }
  }

  /** Starts a service and what it needs; a job may fail. */
  private void start(String service) {
    system.compose("up", "--detach", "--no-build", service);
  }

  private void awaitEnd(String job) {
    await(job + " has ended")
        .atMost(Duration.ofSeconds(120))
        .until(() -> state(job).startsWith("exited"));
  }

  private String state(String service) {
    return inspect(service, "{{.State.Status}} {{.State.ExitCode}}");
  }

  private String health(String service) {
    return inspect(service, "{{.State.Health.Status}}");
  }

  private String inspect(String service, String format) {
    List<String> ids = system.containers(service);
    assertThat(ids).as("containers of %s", service).hasSize(1);
    return Command.run("docker", "inspect", "--format", format, ids.getFirst()).succeeded().strip();
  }

  private String lastLine(String service) {
    return system
        .compose("logs", "--no-log-prefix", "--no-color", service)
        .succeeded()
        // Compose clears the line before each of its own, on a terminal or not.
        .replace("\u001b[2K", "")
        .strip()
        .lines()
        .reduce("", (_, line) -> line);
  }
}
