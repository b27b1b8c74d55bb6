package dev.livecode.runner.language;

import dev.livecode.catalog.Sign;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunUsage;
import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.StepKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended, in the contract's words.
 *
 * @param stdoutBytes what it wrote, as far as that was read
 */
public record Ending(
    Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    RunUsage usage,
    long stdoutBytes,
    long stderrBytes) {

  private static final int MICROS_PER_MILLI = 1000;

  /** Of a program that never ran. */
  public static Ending withoutRun(Outcome outcome) {
    return new Ending(outcome, null, null, RunUsage.NONE, 0, 0);
  }

  static Ending of(Report report, List<Sign> signs, String stderr) {
    boolean isRun = report.step() == StepKind.RUN;
    return new Ending(
        outcome(report, signs, stderr),
        report.exitCode(),
        report.signal(),
        new RunUsage(
            isRun ? millis(report.wallTime()) : 0,
            isRun ? millis(report.cpuTime()) : 0,
            report.memoryPeakBytes()),
        isRun ? report.stdoutBytes() : 0,
        // What a compiler says is told as standard error output, whichever way it said it.
        isRun ? report.stderrBytes() : report.stdoutBytes() + report.stderrBytes());
  }

  private static Outcome outcome(Report report, List<Sign> signs, String stderr) {
    if (report.cause() == Cause.NOT_STARTED || report.cause() == Cause.FROZEN) {
      return Outcome.SYSTEM_ERROR;
    }
    if (report.cause() == Cause.CANCELLED) {
      return Outcome.CANCELLED;
    }
    // Also with exit code 0: then the run that would have continued never began.
    if (report.step() == StepKind.COMPILE) {
      return Outcome.COMPILE_ERROR;
    }
    if (report.isSuccess()) {
      return Outcome.COMPLETED;
    }
    if (report.ranOutOfMemory()) {
      return Outcome.MEMORY_LIMIT;
    }
    return signs.stream()
        .filter(sign -> sign.matches(report.exitCode(), report.signal(), stderr))
        .findFirst()
        .map(Sign::reason)
        .orElseGet(() -> plainOutcome(report.cause()));
  }

  private static Outcome plainOutcome(Cause cause) {
    return switch (cause) {
      case WALL_TIME -> Outcome.WALL_TIME;
      case CPU_TIME -> Outcome.CPU_TIME;
      case OUTPUT_LIMIT -> Outcome.OUTPUT_LIMIT;
      case CANCELLED -> Outcome.CANCELLED;
      case SIGNAL, LOST -> Outcome.SIGNALED;
      case EXIT -> Outcome.NON_ZERO_EXIT;
      case NOT_STARTED, FROZEN -> Outcome.SYSTEM_ERROR;
    };
  }

  private static long millis(Duration time) {
    return (time.toNanos() / MICROS_PER_MILLI + MICROS_PER_MILLI / 2) / MICROS_PER_MILLI;
  }
}
