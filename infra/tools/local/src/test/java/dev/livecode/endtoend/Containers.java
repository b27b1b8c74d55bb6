package dev.livecode.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the Docker engine has of a runner's. */
final class Containers {

  /** Ids of the containers that run. */
  static List<String> runningOf(String runner) throws IOException {
    return list(runner, List.of());
  }

  /** Ids of all, those included that have ended and were not removed. */
  static List<String> allOf(String runner) throws IOException {
    return list(runner, List.of("-a"));
  }

  private static List<String> list(String runner, List<String> options) throws IOException {
    var command = new ArrayList<>(List.of("docker", "ps", "-q", "--no-trunc"));
    command.addAll(options);
    command.addAll(List.of("--filter", "label=livecode.runner=" + runner));
    Process process = new ProcessBuilder(command).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
        .lines()
        .toList();
  }

  private Containers() {}
}
