package dev.livecode.local.system;

import dev.livecode.local.console.Console;
import java.util.concurrent.TimeUnit;

/** Processes of a launcher that was killed before it could stop them. */
final class Leftovers {

  private static final long STOP_SECONDS = 10;

  private final RunningState state;
  private final Console console;

  Leftovers(RunningState state, Console console) {
    this.state = state;
    this.console = console;
  }

  /** Ends those that still run: with grace first, so that the stores can close their files. */
  void end() {
    state
        .processes()
        .forEach(
            (part, process) -> {
              console.say(
                  "Ending "
                      + part
                      + " ("
                      + process.pid()
                      + "), left over from a launcher that was killed");
              process.destroy();
              process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
              process.destroyForcibly();
            });
    state.clear();
  }
}
