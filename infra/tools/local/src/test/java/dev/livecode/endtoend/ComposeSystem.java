package dev.livecode.endtoend;

import dev.livecode.local.client.ApiClient;
import dev.livecode.local.system.Home;
import dev.livecode.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The system of {@code compose.yaml}, as its own project with a port, passwords and data of its
 * own. The images are there: {@code ./livecode test compose} has built them, and says in the
 * property {@code livecode.compose.images} which file names those that stand in for official ones.
 */
final class ComposeSystem implements SystemUnderTest, AutoCloseable {

  /** Parts that go on, in the order in which they are restarted. */
  static final List<String> PARTS =
      List.of("kafka", "postgres", "redis", "session", "execution", "runner", "edge");

  private static final String PATIENCE_SECONDS = "240";
  private static ComposeSystem shared;

  private final Path project = Home.ofWorkingFolder().project();
  private final String name = "livecode-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final int port = TestServers.freePort();
  private final Path env;
  private final ApiClient api = new DescribedApi(URI.create("http://127.0.0.1:" + port));

  /** Not started yet. The settings are lines of {@code .env}, and win over what is in it. */
  ComposeSystem(Map<String, String> settings) {
    try {
      Path target = Files.createDirectories(project.resolve("infra/tools/local/target"));
      env = target.resolve(name + ".env");
      Command.run(project.resolve("infra/packaging/compose/make-env").toString(), env.toString())
          .succeeded();
      append(Files.readAllLines(Path.of(System.getProperty("livecode.compose.images"))));
      append(List.of("COMPOSE_PROJECT_NAME=" + name, "PORT=" + port));
      set(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** The one that tests share, up and ready, with every limit on a client's pace off. */
  static synchronized ComposeSystem shared() {
    if (shared == null) {
      shared = new ComposeSystem(LIMITS_OFF);
      System.out.println(shared.up());
    }
    return shared;
  }

  /** Adds lines to {@code .env}: from the next call on they hold. */
  void set(Map<String, String> settings) {
    append(settings.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList());
  }

  private void append(List<String> lines) {
    try {
      Files.write(env, lines, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts what does not run yet and waits until all of it is healthy. */
  String up(String... options) {
    var arguments =
        new ArrayList<>(
            List.of("up", "--detach", "--no-build", "--wait", "--wait-timeout", PATIENCE_SECONDS));
    arguments.addAll(List.of(options));
    Command up = compose(arguments.toArray(String[]::new));
    if (up.exitCode() != 0) {
      throw new AssertionError(
          up + "\n" + compose("ps", "-a").output() + "\n" + compose("logs", "--tail=20").output());
    }
    return up.output();
  }

  /** {@code docker compose} with this project's settings. */
  Command compose(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                "docker",
                "compose",
                "--ansi",
                "never",
                "--project-directory",
                project.toString(),
                "--env-file",
                env.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** An operator's script beside {@code make-env}, for this project. */
  Command script(String script, String... arguments) {
    var command = new ArrayList<>(List.of(project + "/infra/packaging/compose/" + script));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** What the shell of whoever tests has set must not win over the file. */
  private Command run(List<String> command) {
    return Command.run(
        command,
        Map.of(
            "COMPOSE_PROJECT_NAME", name,
            "PORT", String.valueOf(port),
            "COMPOSE_ENV_FILES", env.toString()));
  }

  /** Answers of a query to the database of the view, a line each. */
  List<String> view(String query) {
    return compose(
            "exec", "-T", "postgres", "psql", "-U", "postgres", "-d", "execution", "-Atc", query)
        .succeeded()
        .lines()
        .toList();
  }

  /** Ids of a service's containers, running or not. */
  List<String> containers(String service) {
    return compose("ps", "--all", "--quiet", service).succeeded().lines().toList();
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  @Override
  public ApiClient api() {
    return api;
  }

  /** Removes containers, networks and data. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (Files.exists(env)) {
      compose("down", "--volumes", "--timeout", "20");
      try {
        Files.delete(env);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
