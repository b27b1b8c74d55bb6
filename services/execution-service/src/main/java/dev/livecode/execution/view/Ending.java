package dev.livecode.execution.view;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
public record Ending(
    Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    RunUsage usage,
    StreamSummary stdout,
    StreamSummary stderr,
    Instant completedAt) {

  /** Keeps its values in the form in which they are stored. */
  public Ending {
    completedAt = NormalForm.of(completedAt);
  }
}
