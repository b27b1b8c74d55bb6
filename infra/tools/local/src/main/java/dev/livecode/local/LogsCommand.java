package dev.livecode.local;

import dev.livecode.local.system.CannotStartException;
import dev.livecode.local.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows the logs of one part, or of all.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "kafka, postgres, redis, session, execution, runner, edge or launcher.")
  private @Nullable String part;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is written.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "100",
      description = "How many lines of each (default 100).")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("tail", "-n", String.valueOf(lines)));
    if (follow) {
      command.add("-F");
    }
    files().forEach(file -> command.add(file.toString()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private List<Path> files() throws IOException {
    Path folder = Home.ofWorkingFolder().folder().resolve("log");
    List<Path> all = List.of();
    if (Files.isDirectory(folder)) {
      try (var entries = Files.list(folder)) {
        all = entries.sorted().toList();
      }
    }
    List<Path> chosen =
        all.stream().filter(file -> part == null || file.endsWith(part + ".log")).toList();
    if (chosen.isEmpty()) {
      throw new CannotStartException(
          "There is no log of "
              + (part == null ? "anything" : "'" + part + "'")
              + "; there are "
              + all.stream()
                  .map(file -> file.getFileName().toString().replace(".log", ""))
                  .toList());
    }
    return chosen;
  }
}
