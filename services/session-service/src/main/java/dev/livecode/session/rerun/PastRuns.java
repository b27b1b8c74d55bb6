package dev.livecode.session.rerun;

import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.contracts.internal.EndedRuns;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was run, as the log tells it. Every question ends with a {@link PastRunsAwayException} when
 * nobody can answer now.
 */
public interface PastRuns {

  /** What it takes to run it again; empty when the log has not told of it, or no longer. */
  Optional<ArchivedRun> find(UUID execution);

  /** The page behind this run; the first where that is null. */
  EndedRuns ended(Selection selection, @Nullable UUID behind);

  /** How an ended run ended; empty when that is not known, or no longer. */
  Optional<Seen> seen(UUID execution);
}
