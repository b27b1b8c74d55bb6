package dev.livecode.execution.live;

/** A watch has ended: it lagged, or the hub has a gap or stops. Watching anew misses nothing. */
public final class CutOffException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CutOffException() {
    // No accident: nobody reads its stack trace.
    super("The watch was cut off", null, false, false);
  }
}
