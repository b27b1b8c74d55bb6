package dev.livecode.runner.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.catalog.Sign;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunUsage;
import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTests {

  private static final List<Sign> SIGNS =
      List.of(
          new Sign(Outcome.MEMORY_LIMIT, 3, null, Pattern.compile("OutOfMemoryError")),
          new Sign(Outcome.MEMORY_LIMIT, 1, null, Pattern.compile("\\nMemoryError\\s*\\z")));

  private static Report report(
      StepKind step,
      Cause cause,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      boolean ranOutOfMemory) {
    return new Report(
        step,
        cause,
        exitCode,
        signal,
        Duration.ofNanos(12_600_000),
        Duration.ofMillis(10),
        77,
        ranOutOfMemory,
        5,
        6);
  }

  private static Outcome outcome(Report report, String stderr) {
    return Ending.of(report, SIGNS, stderr).outcome();
  }

  @ParameterizedTest
  @CsvSource({
    "RUN, EXIT, 0, , false, COMPLETED",
    "RUN, EXIT, 0, , true, COMPLETED",
    "RUN, EXIT, 7, , false, NON_ZERO_EXIT",
    "RUN, EXIT, 1, , true, MEMORY_LIMIT",
    "RUN, SIGNAL, , 9, true, MEMORY_LIMIT",
    "RUN, SIGNAL, , 11, false, SIGNALED",
    "RUN, WALL_TIME, , 9, false, WALL_TIME",
    "RUN, CPU_TIME, , 9, false, CPU_TIME",
    "RUN, OUTPUT_LIMIT, , 9, false, OUTPUT_LIMIT",
    "RUN, CANCELLED, , 9, false, CANCELLED",
    "RUN, CANCELLED, , 9, true, CANCELLED",
    "RUN, CANCELLED, , , false, CANCELLED",
    "COMPILE, CANCELLED, , 9, false, CANCELLED",
    "RUN, LOST, , , false, SIGNALED",
    "RUN, LOST, , 9, true, MEMORY_LIMIT",
    "RUN, NOT_STARTED, , , false, SYSTEM_ERROR",
    "RUN, FROZEN, , , false, SYSTEM_ERROR",
    "COMPILE, FROZEN, , , false, SYSTEM_ERROR",
    "COMPILE, EXIT, 1, , false, COMPILE_ERROR",
    "COMPILE, EXIT, 0, , false, COMPILE_ERROR",
    "COMPILE, SIGNAL, , 9, true, COMPILE_ERROR",
    "COMPILE, WALL_TIME, , 9, false, COMPILE_ERROR",
    "COMPILE, NOT_STARTED, , , false, SYSTEM_ERROR",
  })
  void everyEndHasItsOutcome(
      StepKind step,
      Cause cause,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      boolean ranOutOfMemory,
      Outcome expected) {
    assertThat(outcome(report(step, cause, exitCode, signal, ranOutOfMemory), ""))
        .isEqualTo(expected);
  }

  @Test
  void aRuntimesOwnSignIsUnderstood() {
    Report exit3 = report(StepKind.RUN, Cause.EXIT, 3, null, false);
    assertThat(outcome(exit3, "Terminating due to java.lang.OutOfMemoryError: heap"))
        .isEqualTo(Outcome.MEMORY_LIMIT);
    assertThat(outcome(exit3, "")).isEqualTo(Outcome.NON_ZERO_EXIT);
    Report exit1 = report(StepKind.RUN, Cause.EXIT, 1, null, false);
    assertThat(outcome(exit1, "Traceback\nMemoryError\n")).isEqualTo(Outcome.MEMORY_LIMIT);
  }

  @Test
  void timesAreTheProgramsOwn() {
    Ending run = Ending.of(report(StepKind.RUN, Cause.EXIT, 0, null, false), SIGNS, "");
    assertThat(run.usage()).isEqualTo(new RunUsage(13, 10, 77));
    Ending compile = Ending.of(report(StepKind.COMPILE, Cause.EXIT, 1, null, false), SIGNS, "");
    assertThat(compile.usage()).isEqualTo(new RunUsage(0, 0, 77));
    assertThat(compile.stderrBytes()).isEqualTo(11);
    assertThat(compile.stdoutBytes()).isZero();
  }

  @Test
  void theTailIsTheLastOfWhatWasWritten() {
    var tail = new Tail();
    tail.append("x".repeat(40_000).getBytes(UTF_8));
    tail.append("the end".getBytes(UTF_8));
    assertThat(tail.text()).hasSize(16 * 1024).startsWith("xxx").endsWith("xthe end");
  }
}
