package dev.livecode.runner.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the last step that was run ended.
 *
 * @param step its kind
 * @param exitCode null unless it exited
 * @param signal null unless a signal ended it
 * @param memoryPeakBytes the most that was in use within the walls
 * @param ranOutOfMemory whether the kernel killed something in it for want of memory
 * @param stdoutBytes what it wrote, as far as that was read
 */
public record Report(
    StepKind step,
    Cause cause,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    Duration wallTime,
    Duration cpuTime,
    long memoryPeakBytes,
    boolean ranOutOfMemory,
    long stdoutBytes,
    long stderrBytes) {

  /** Whether the step did what it was to do. */
  public boolean isSuccess() {
    return cause == Cause.EXIT && exitCode != null && exitCode == 0;
  }
}
