package dev.livecode.runner.sandbox;

import java.time.Duration;
import java.util.Objects;
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

  private static final int SIGKILL = 9;

  /**
   * Whether the walls are as they were. They are not surely so when the kernel killed something for
   * want of memory that was not the program itself.
   */
  public boolean isAsExpected() {
    return !ranOutOfMemory || (cause == Cause.SIGNAL && Objects.equals(signal, SIGKILL));
  }

  /** Whether the step did what it was to do. */
  public boolean isSuccess() {
    return cause == Cause.EXIT && exitCode != null && exitCode == 0;
  }
}
