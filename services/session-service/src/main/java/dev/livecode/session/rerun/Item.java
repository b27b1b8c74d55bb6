package dev.livecode.session.rerun;

import java.time.Instant;
import java.util.UUID;

/** A run of a batch that is under way. */
record Item(UUID batch, boolean isCancelled, UUID origin, UUID execution, Instant sentAt) {

  /** Where an original of a batch stands. */
  enum State {
    WAITING,
    SENT,
    COMPARED,
    /** There was nothing to run, or nothing to compare with. */
    SKIPPED,
    CANCELLED
  }
}
