package dev.livecode.execution.replay;

/** A replay was stopped in the middle: it was cancelled, or the service ends. */
final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("The replay was stopped", null, false, false);
  }
}
