package dev.livecode.session.rerun;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs that an operator has run again.
 *
 * @param rate at most so many a second
 * @param listedTo the last original that was listed
 * @param sentAt when the last was sent
 */
public record Batch(
    UUID id,
    Selection selection,
    double rate,
    Status status,
    @Nullable UUID listedTo,
    @Nullable Instant sentAt,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** Where a batch stands. */
  public enum Status {
    /** Its originals are looked for. */
    LISTING,
    RUNNING,
    /** Nothing more is sent; what is under way is being stopped. */
    CANCELLED,
    COMPLETED
  }
}
