package dev.livecode.local.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM is started here: small and quick to start rather than fast for hours. */
final class Jvm {

  /** The JVM that this runs on, with the options that all parts share and those given. */
  static List<String> java(String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of(options));
    return command;
  }

  /** The jar that the launcher itself is. */
  static Path launcherJar(Home home) {
    return built(home, "infra/tools/local/target/livecode-local.jar");
  }

  /** A jar that the build has made. */
  static Path built(Home home, String path) {
    Path jar = home.project().resolve(path);
    if (!Files.isReadable(jar)) {
      throw new CannotStartException(jar + " is missing: build the project with 'mvn package'");
    }
    return jar;
  }

  private Jvm() {}
}
