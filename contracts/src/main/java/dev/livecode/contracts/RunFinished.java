package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An attempt ended. The first of these in log order ends the run; later ones change nothing.
 *
 * @param exitCode the program's exit code, null when it did not exit by itself or never ran
 * @param signal number of the signal that ended the program, null when none did
 * @param startedAt when the attempt began, null when the program never ran
 */
@EventType("dev.livecode.run.finished.v1")
public record RunFinished(
    UUID executionId,
    UUID sessionId,
    UUID attemptId,
    String language,
    String runner,
    Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    RunUsage usage,
    StreamSummary stdout,
    StreamSummary stderr,
    Instant acceptedAt,
    @Nullable Instant startedAt,
    Instant finishedAt)
    implements RunEvent {

  public RunFinished {
    requireNonNull(executionId, "execution_id");
    requireNonNull(sessionId, "session_id");
    requireNonNull(attemptId, "attempt_id");
    requireNonNull(language, "language");
    requireNonNull(runner, "runner");
    requireNonNull(outcome, "outcome");
    requireNonNull(usage, "usage");
    requireNonNull(stdout, "stdout");
    requireNonNull(stderr, "stderr");
    requireNonNull(acceptedAt, "accepted_at");
    requireNonNull(finishedAt, "finished_at");
  }

  @Override
  public Stream<Instant> times() {
    return Stream.of(acceptedAt, startedAt, finishedAt).filter(Objects::nonNull);
  }
}
