package dev.livecode.execution.audit;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which runs an operator asks for; what is null does not matter.
 *
 * @param from accepted at this time or later
 * @param to accepted before this time
 * @param runner of the attempt that is shown
 */
record RunFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String language,
    @Nullable ExecutionStatus status,
    @Nullable Outcome reason,
    @Nullable String runner) {

  /** What has completed has no reason. */
  static final List<Outcome> REASONS =
      Stream.of(Outcome.values()).filter(it -> it != Outcome.COMPLETED).toList();

  RunFilter {
    if (from != null && to != null && !from.isBefore(to)) {
      throw Parameters.refused("from must be before to");
    }
  }
}
