package dev.livecode.contracts.internal;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.ExecutionStatus;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Where a run stands in the execution service's view, which may lag behind the log. Answers {@code
 * GET} of {@link #PATH} from the view alone, 404 when no event has told of the run yet.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ViewedRun(UUID executionId, ExecutionStatus status) {

  /** In the execution service. */
  public static final String PATH = "/internal/viewed-runs/{execution_id}";

  public ViewedRun {
    requireNonNull(executionId, "execution_id");
    requireNonNull(status, "status");
  }
}
