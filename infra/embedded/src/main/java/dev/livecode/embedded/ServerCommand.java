package dev.livecode.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How a server process is started: a value, so that whoever supervises it may start it again.
 *
 * @param command program and arguments; the server stays in the foreground
 * @param log file that takes everything it prints, appended
 */
public record ServerCommand(List<String> command, Path log) {

  public ServerCommand {
    command = List.copyOf(command);
  }

  /** Starts the process. */
  public Process start() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
