package dev.livecode.local;

import dev.livecode.local.system.CannotStartException;
import dev.livecode.local.system.FileTrees;
import dev.livecode.local.system.Home;
import dev.livecode.local.system.RunningState;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "reset",
    description = "Wipes all sessions, executions and logs of a stopped system.",
    mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    Home home = Home.ofWorkingFolder();
    if (new RunningState(home.state()).launcher().isPresent()) {
      throw new CannotStartException("Livecode is running. Stop it first: ./livecode down");
    }
    if (!yes && !confirmed()) {
      System.out.println("Nothing was wiped.");
      return 1;
    }
    for (Path path :
        List.of(
            home.folder().resolve("data"),
            home.folder().resolve("log"),
            home.folder().resolve("secrets.properties"),
            home.folder().resolve("ports.properties"))) {
      FileTrees.delete(path);
    }
    System.out.println("Everything is wiped.");
    return 0;
  }

  private static boolean confirmed() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return true;
    }
    String answer = console.readLine("Wipe all sessions, executions and logs? [y/N] ");
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }
}
