package dev.livecode.execution.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.OutputStreamName;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.execution.view.Attempt;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as clients see it; what is null is not written. */
record ExecutionAnswer(
    UUID executionId,
    ExecutionStatus status,
    @Nullable String stdout,
    @Nullable String stderr,
    @Nullable Long executionTimeMs,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    UUID sessionId,
    String language,
    @Nullable Outcome reason,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    @Nullable Long cpuTimeMs,
    @Nullable Long memoryBytes,
    @Nullable Long stdoutBytes,
    @Nullable Long stderrBytes,
    @Nullable Boolean stdoutTruncated,
    @Nullable Boolean stderrTruncated,
    @Nullable UUID attempt) {

  /** Of a run that no event has told of yet. */
  static ExecutionAnswer queued(IssuedRun run) {
    return open(
        new ExecutionView(
            run.executionId(), run.sessionId(), run.language(), run.acceptedAt(), null, null));
  }

  /** Of a run that has not ended. */
  static ExecutionAnswer open(ExecutionView view) {
    Attempt attempt = view.attempt();
    return new ExecutionAnswer(
        view.executionId(),
        view.status(),
        null,
        null,
        null,
        view.createdAt(),
        attempt == null ? null : attempt.startedAt(),
        null,
        view.sessionId(),
        view.language(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        attempt == null ? null : attempt.id());
  }

  /** Of a run that has ended, with all its deciding attempt wrote. */
  static ExecutionAnswer ended(
      ExecutionView view, Attempt attempt, Ending ending, Map<OutputStreamName, byte[]> output) {
    return new ExecutionAnswer(
        view.executionId(),
        view.status(),
        text(output, OutputStreamName.STDOUT),
        text(output, OutputStreamName.STDERR),
        ending.usage().wallTimeMs(),
        view.createdAt(),
        attempt.startedAt(),
        ending.completedAt(),
        view.sessionId(),
        view.language(),
        ending.outcome() == Outcome.COMPLETED ? null : ending.outcome(),
        ending.exitCode(),
        ending.signal(),
        ending.usage().cpuTimeMs(),
        ending.usage().memoryBytes(),
        ending.stdout().bytes(),
        ending.stderr().bytes(),
        ending.stdout().truncated(),
        ending.stderr().truncated(),
        attempt.id());
  }

  /** Only now text: a character may lie across two pieces. What is no UTF-8 becomes U+FFFD. */
  private static String text(Map<OutputStreamName, byte[]> output, OutputStreamName stream) {
    return new String(output.getOrDefault(stream, new byte[0]), UTF_8);
  }
}
