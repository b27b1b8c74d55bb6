package dev.livecode.contracts.internal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A page of the runs of a language that were accepted in a time and that their programs have ended,
 * in the order of their ids: neither those that somebody stopped, nor those that we failed. Answers
 * {@code GET} of {@link #PATH} in the execution service.
 *
 * @param next behind which run the next page begins, null on the last
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EndedRuns(List<EndedRun> runs, @Nullable UUID next) {

  /**
   * Takes {@code language}, {@code from}, {@code to} (not included), and perhaps {@code behind}.
   */
  public static final String PATH = "/internal/ended-runs";

  /** One of them. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record EndedRun(UUID executionId, UUID sessionId, long executionTimeMs) {

    public EndedRun {
      requireNonNull(executionId, "execution_id");
      requireNonNull(sessionId, "session_id");
    }
  }

  public EndedRuns {
    runs = List.copyOf(runs);
  }
}
