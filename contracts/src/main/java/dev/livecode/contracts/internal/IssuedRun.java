package dev.livecode.contracts.internal;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.WireTime;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A run whose id was given out, as the session service's register says; never changes. Answers
 * {@code GET} of {@link #PATH}, 404 when the id was never issued.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record IssuedRun(
    UUID executionId,
    UUID sessionId,
    String language,
    @JsonSerialize(using = WireTime.class) Instant acceptedAt) {

  /** In the session service. */
  public static final String PATH = "/internal/issued-runs/{execution_id}";

  public IssuedRun {
    requireNonNull(executionId, "execution_id");
    requireNonNull(sessionId, "session_id");
    requireNonNull(language, "language");
    requireNonNull(acceptedAt, "accepted_at");
  }
}
