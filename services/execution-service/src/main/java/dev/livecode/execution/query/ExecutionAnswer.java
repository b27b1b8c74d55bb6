package dev.livecode.execution.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.OutputStreamName;
import dev.livecode.execution.view.Attempt;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as clients see it; what is null is not written.
 *
 * @param result once it has ended
 */
public record ExecutionAnswer(
    UUID executionId,
    ExecutionStatus status,
    @JsonUnwrapped @Nullable Result result,
    Instant createdAt,
    @Nullable Instant startedAt,
    UUID sessionId,
    String language,
    @Nullable UUID attempt) {

  /** How it ended, and all that its deciding attempt wrote, where that is asked for. */
  public record Result(
      @Nullable String stdout,
      @Nullable String stderr,
      long executionTimeMs,
      Instant completedAt,
      @Nullable Outcome reason,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      long cpuTimeMs,
      long memoryBytes,
      long stdoutBytes,
      long stderrBytes,
      boolean stdoutTruncated,
      boolean stderrTruncated) {

    static Result of(Ending ending, @Nullable String stdout, @Nullable String stderr) {
      return new Result(
          stdout,
          stderr,
          ending.usage().wallTimeMs(),
          ending.completedAt(),
          ending.outcome() == Outcome.COMPLETED ? null : ending.outcome(),
          ending.exitCode(),
          ending.signal(),
          ending.usage().cpuTimeMs(),
          ending.usage().memoryBytes(),
          ending.stdout().bytes(),
          ending.stderr().bytes(),
          ending.stdout().truncated(),
          ending.stderr().truncated());
    }
  }

  /** What is known of a run, less its output. */
  public static ExecutionAnswer withoutOutput(ExecutionView view) {
    Ending ending = view.ending();
    return of(view, ending == null ? null : Result.of(ending, null, null));
  }

  /** Of a run that has ended, with all its deciding attempt wrote. */
  public static ExecutionAnswer ended(
      ExecutionView view, Ending ending, Map<OutputStreamName, byte[]> output) {
    return of(
        view,
        Result.of(
            ending, text(output, OutputStreamName.STDOUT), text(output, OutputStreamName.STDERR)));
  }

  /** Only now text: a character may lie across two pieces. What is no UTF-8 becomes U+FFFD. */
  private static String text(Map<OutputStreamName, byte[]> output, OutputStreamName stream) {
    return new String(output.getOrDefault(stream, new byte[0]), UTF_8);
  }

  private static ExecutionAnswer of(ExecutionView view, @Nullable Result result) {
    Attempt attempt = view.attempt();
    return new ExecutionAnswer(
        view.executionId(),
        view.status(),
        result,
        view.createdAt(),
        attempt == null ? null : attempt.startedAt(),
        view.sessionId(),
        view.language(),
        attempt == null ? null : attempt.id());
  }
}
