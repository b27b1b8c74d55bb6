package dev.livecode.endtoend;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.livecode.local.client.ApiClient;
import dev.livecode.local.system.Home;
import dev.livecode.local.system.LocalSystem;
import dev.livecode.local.system.SystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The system that the end-to-end tests share: started by the launcher itself, on free ports and an
 * empty folder.
 */
final class SharedSystem implements SystemUnderTest {

  private static Map<String, String> runningWith = Map.of();
  private static SharedSystem running;
  private static RuntimeException failure;

  private final Home home;
  private final LocalSystem system;
  private final ApiClient api;
  private final DescribedLog log;

  private SharedSystem(Home home, Map<String, String> environment) {
    this.home = home;
    this.system = start(home, environment);
    this.api = new DescribedApi(system.url());
    this.log = new DescribedLog(system.kafka());
  }

  /** Fails when the one that runs has written to the log what is not described. */
  static synchronized void requireDescribedLog() {
    if (running != null) {
      running.log.requireDescribed();
    }
  }

  private void close() {
    log.close();
    system.close();
  }

  /** Every limit on a client's pace is off. */
  static synchronized SharedSystem withoutLimits() {
    return with(LIMITS_OFF);
  }

  /** The same, with so many slots for runs at a time, and a container parked for each. */
  static synchronized SharedSystem withSlots(int slots) {
    var environment = new HashMap<>(LIMITS_OFF);
    environment.put("LIVECODE_RUNNER_SLOTS", String.valueOf(slots));
    environment.put("LIVECODE_POOL_PARKED", String.valueOf(slots));
    environment.put("LIVECODE_LANGUAGES", onlyPython().toString());
    return with(environment);
  }

  /** With one language there is one kind of container. */
  private static Path onlyPython() {
    Path project = Home.ofWorkingFolder().project();
    Path python = project.resolve("infra/sandbox/languages/python");
    try {
      Path languages = project.resolve("infra/tools/local/target/only-python");
      Path copy = Files.createDirectories(languages.resolve("python"));
      try (Stream<Path> files = Files.list(python)) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(file.getFileName()), REPLACE_EXISTING);
        }
      }
      return languages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the system and starts it again on the same data. */
  static synchronized SharedSystem restarted() {
    SharedSystem before = withoutLimits();
    before.close();
    running = null;
    running = new SharedSystem(before.home, LIMITS_OFF);
    return running;
  }

  /** As it is delivered, behind a proxy on this machine. */
  static synchronized SharedSystem withLimits() {
    return with(Map.of("LIVECODE_EDGE_TRUSTEDPROXIES", "127.0.0.1/32"));
  }

  URI url() {
    return system.url();
  }

  LocalSystem system() {
    return system;
  }

  /** What a part has logged. */
  String log(String part) {
    try {
      return Files.readString(home.log(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One call on a connection of its own, with these headers. */
  Wire.Reply call(String method, String path, String... headers) {
    return call(method, path, new byte[0], headers);
  }

  Wire.Reply call(String method, String path, byte[] body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    if (body.length > 0) {
      all.add("Content-Length: " + body.length);
    }
    try (Wire wire = Wire.to(system.url())) {
      wire.writes(Wire.head(method + " " + path + " HTTP/1.1", all.toArray(String[]::new)));
      wire.writes(body);
      Wire.Reply reply = "HEAD".equals(method) ? wire.readsWithoutBody() : wire.reads();
      Description.requireFor(method, path, reply);
      return reply;
    }
  }

  @Override
  public ApiClient api() {
    return api;
  }

  private static SharedSystem with(Map<String, String> environment) {
    if (running != null && runningWith.equals(environment)) {
      return running;
    }
    if (failure != null) {
      throw failure; // One start that fails is enough: every further test would wait for it again.
    }
    if (running != null) {
      running.close();
      running = null;
    }
    try {
      running = new SharedSystem(newHome(), environment);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
    runningWith = environment;
    return running;
  }

  private static Home newHome() {
    try {
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      return new Home(
          Home.ofWorkingFolder().project(), Files.createTempDirectory(target, "system-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalSystem start(Home home, Map<String, String> environment) {
    try {
      return LocalSystem.start(
          home, new SystemOptions(0, true, environment), line -> System.out.println(line));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
