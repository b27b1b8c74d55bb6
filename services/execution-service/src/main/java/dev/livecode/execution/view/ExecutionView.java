package dev.livecode.execution.view;

import dev.livecode.contracts.ExecutionStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one run.
 *
 * @param createdAt when the run was accepted
 * @param attempt the attempt that decided the run or, before its end, the one that began last; null
 *     while it waits, and when it was cancelled then
 * @param ending null before the end
 */
public record ExecutionView(
    UUID executionId,
    UUID sessionId,
    String language,
    Instant createdAt,
    @Nullable Attempt attempt,
    @Nullable Ending ending) {

  /** Keeps its values in the form in which they are stored. */
  public ExecutionView {
    language = NormalForm.of(language);
    createdAt = NormalForm.of(createdAt);
  }

  /** The attempt whose output is shown, null for none. */
  public @Nullable UUID attemptId() {
    return attempt == null ? null : attempt.id();
  }

  /** Where the run stands, as clients see it. */
  public ExecutionStatus status() {
    if (ending != null) {
      return ending.outcome().status();
    }
    return attempt == null ? ExecutionStatus.QUEUED : ExecutionStatus.RUNNING;
  }
}
