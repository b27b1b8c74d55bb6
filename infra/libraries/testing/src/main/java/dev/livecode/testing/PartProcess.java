package dev.livecode.testing;

import dev.livecode.embedded.EmbeddedServerException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A part that was started in a process of its own, and has ended.
 *
 * @param output what it printed, on both streams
 */
public record PartProcess(int exitCode, String output) {

  private static final long PATIENCE_SECONDS = 120;

  /**
   * Starts the class, with this process's class path, and waits for its end.
   *
   * @param environment variables beside those of this process
   * @param options of the virtual machine
   * @throws EmbeddedServerException with its output when it does not end
   */
  public static PartProcess run(Class<?> main, Map<String, String> environment, String... options) {
    try {
      File log = Files.createTempFile("livecode-part", ".log").toFile();
      log.deleteOnExit();
      return await(start(main, environment, log, options), log.toPath());
    } catch (IOException e) {
      throw new EmbeddedServerException("Can't start " + main, e);
    }
  }

  /** Starts the class likewise, for a caller who ends it. */
  public static Process start(
      Class<?> main, Map<String, String> environment, File log, String... options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(options));
    command.add(main.getName());
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static PartProcess await(Process process, Path log) throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new EmbeddedServerException("It did not end: " + Files.readString(log), null);
      }
      return new PartProcess(process.exitValue(), Files.readString(log));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while waiting for " + log, e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The last words: what stands in the last line. */
  public String lastLine() {
    return output.lines().reduce("", (_, line) -> line);
  }
}
