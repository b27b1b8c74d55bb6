package dev.livecode.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A command of this machine's and what came of it. */
record Command(List<String> command, int exitCode, String output) {

  /** Runs it to its end; its two streams come as one. */
  static Command run(List<String> command, Map<String, String> environment) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Command(command, process.waitFor(), output);
    } catch (IOException e) {
      throw new IllegalStateException("Can't run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Command run(String... command) {
    return run(List.of(command), Map.of());
  }

  /**
   * What it said.
   *
   * @throws AssertionError when it did not succeed
   */
  String succeeded() {
    if (exitCode != 0) {
      throw new AssertionError(this.toString());
    }
    return output;
  }
}
