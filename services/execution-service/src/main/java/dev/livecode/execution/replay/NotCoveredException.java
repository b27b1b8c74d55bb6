package dev.livecode.execution.replay;

/** The log does not have all that the archive has: a replay would lose runs. */
final class NotCoveredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotCoveredException(String message) {
    super(message);
  }
}
