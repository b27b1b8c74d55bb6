package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An attempt to run the program began.
 *
 * @param attemptId identity of this attempt; a run that is delivered again gets another
 * @param runner the runner that made the attempt
 */
@EventType("dev.livecode.run.started.v1")
public record RunStarted(
    UUID executionId,
    UUID sessionId,
    UUID attemptId,
    String language,
    String runner,
    Instant acceptedAt,
    Instant startedAt)
    implements RunEvent {

  public RunStarted {
    requireNonNull(executionId, "execution_id");
    requireNonNull(sessionId, "session_id");
    requireNonNull(attemptId, "attempt_id");
    requireNonNull(language, "language");
    requireNonNull(runner, "runner");
    requireNonNull(acceptedAt, "accepted_at");
    requireNonNull(startedAt, "started_at");
  }

  @Override
  public Stream<Instant> times() {
    return Stream.of(acceptedAt, startedAt);
  }
}
