package dev.livecode.contracts.internal;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What it takes to run something again, as the execution service's archive has it. Answers {@code
 * GET} of {@link #PATH}, 404 when the archive has no request of that run, or not yet.
 *
 * @param typed what was typed into it, in log order, each input once
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ArchivedRun(RunRequested requested, List<StdinGiven> typed) {

  /** In the execution service. */
  public static final String PATH = "/internal/archived-runs/{execution_id}";

  public ArchivedRun {
    requireNonNull(requested, "requested");
    typed = List.copyOf(typed);
  }
}
