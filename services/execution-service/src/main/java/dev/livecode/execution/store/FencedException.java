package dev.livecode.execution.store;

/** Another projector has moved the partition on: what this one was about to write is stale. */
public final class FencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FencedException(Advance advance) {
    super(
        advance.topicPartition()
            + " does not stand at offset "
            + advance.from().next()
            + ": another projector moved it");
  }
}
