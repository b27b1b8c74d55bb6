package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Somebody asked for the run's end. Before the first RunStarted in log order it ends the run by
 * itself; after one, the attempt's RunFinished does.
 *
 * @param requestedAt when that was, to the millisecond
 */
@EventType("dev.livecode.run.cancel-requested.v1")
public record CancelRequested(
    UUID executionId, UUID sessionId, String language, Instant acceptedAt, Instant requestedAt)
    implements RunEvent {

  public CancelRequested {
    requireNonNull(executionId, "execution_id");
    requireNonNull(sessionId, "session_id");
    requireNonNull(language, "language");
    requireNonNull(acceptedAt, "accepted_at");
    requireNonNull(requestedAt, "requested_at");
  }

  @Override
  public Stream<Instant> times() {
    return Stream.of(acceptedAt, requestedAt);
  }
}
