package dev.livecode.endtoend;

import static org.awaitility.Awaitility.await;

import dev.livecode.local.system.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code livecode} while it runs: what it has printed so far, and what is typed to it. */
final class RunningCommand implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private RunningCommand(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** With nothing to read. */
  static RunningCommand starts(URI url, Path folder, String... arguments) {
    return start(url, folder, new File("/dev/null"), command(arguments));
  }

  /** With a terminal for all three streams, as far as the program can tell. */
  static RunningCommand inATerminal(URI url, Path folder, String... arguments) {
    String line = String.join(" ", command(arguments));
    return start(url, folder, null, List.of("script", "-qfec", line, "/dev/null"));
  }

  private static List<String> command(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Home.ofWorkingFolder().project().resolve("livecode").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static RunningCommand start(URI url, Path folder, File input, List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      var builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      if (input != null) {
        builder.redirectInput(input);
      }
      builder.environment().put("LIVECODE_URL", url.toString());
      return new RunningCommand(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunningCommand prints(String text) {
    await(text).atMost(PATIENCE).until(() -> out().contains(text));
    return this;
  }

  /** A control character is what its key sends. */
  RunningCommand types(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunningCommand gets(String signal) {
    Command.run("kill", "-" + signal, String.valueOf(process.pid())).succeeded();
    return this;
  }

  int exitCode() {
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("It goes on; so far it has printed " + out() + err());
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
