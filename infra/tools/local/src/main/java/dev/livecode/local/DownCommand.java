package dev.livecode.local;

import dev.livecode.local.system.Home;
import dev.livecode.local.system.RunningState;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

  private static final long WITHIN_SECONDS = 120;

  @Override
  public Integer call() {
    Optional<ProcessHandle> launcher = new RunningState(Home.ofWorkingFolder().state()).launcher();
    if (launcher.isEmpty()) {
      System.out.println("Livecode is not running here.");
      return 0;
    }
    launcher.get().destroy();
    launcher.get().onExit().orTimeout(WITHIN_SECONDS, TimeUnit.SECONDS).join();
    System.out.println("Stopped.");
    return 0;
  }
}
