package dev.livecode.runner.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * One command and what it may use.
 *
 * @param command none when the process of the compile step before goes on, as which it began
 * @param outputBytes that are kept per stream; the step is ended when it writes more
 * @param fileBytes the largest file that it may write
 * @param openFiles file descriptors of one process
 */
public record Step(
    StepKind kind,
    List<String> command,
    Duration wallTime,
    Duration cpuTime,
    long outputBytes,
    long fileBytes,
    int openFiles) {

  public Step {
    command = List.copyOf(command);
  }

  /** Whether it has no process of its own. */
  public boolean isContinued() {
    return command.isEmpty();
  }
}
