package dev.livecode.local;

import dev.livecode.local.system.CannotStartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 not possible as things are, 2 wrong use. */
@Command(
    name = "livecode",
    description = "Runs people's code.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ResetCommand.class,
      DeadLettersCommand.class,
      BenchCommand.class
    })
public final class Livecode {

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Livecode())
            .setExecutionExceptionHandler(Livecode::explain)
            .setUsageHelpAutoWidth(true)
            .execute(arguments));
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof CannotStartException) {
      commandLine.getErr().println("livecode: " + failure.getMessage());
      return 1;
    }
    throw failure;
  }
}
