package dev.livecode.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a server process is started: a value, so that whoever supervises it may start it again.
 *
 * @param command program and arguments; the server stays in the foreground
 * @param environment variables on top of those of this process
 * @param log file that takes everything it prints, appended
 */
public record ServerCommand(List<String> command, Map<String, String> environment, Path log) {

  public ServerCommand {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  ServerCommand(List<String> command, Path log) {
    this(command, Map.of(), log);
  }

  /** Starts the process. */
  public Process start() throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
