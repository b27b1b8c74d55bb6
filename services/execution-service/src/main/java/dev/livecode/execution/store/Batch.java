package dev.livecode.execution.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written in one transaction.
 *
 * @param advances the steps that the records make, in an order that is the same for every projector
 */
record Batch(List<Linked> records, List<Advance> advances) {

  /** A record with its hash, see {@link Standing}. */
  record Linked(LogRecord record, @Nullable String hash) {}
}
