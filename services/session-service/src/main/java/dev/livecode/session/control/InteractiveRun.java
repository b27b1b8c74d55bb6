package dev.livecode.session.control;

import org.jspecify.annotations.Nullable;

/**
 * How far the standard input of an interactive run is.
 *
 * @param lastSequence the largest number that was given
 * @param endSequence the number of the input with which it ends, null until that was given
 * @param givenBytes in all
 * @param waitingBytes given, and not yet taken by the program
 */
record InteractiveRun(
    long lastSequence, @Nullable Long endSequence, long givenBytes, long waitingBytes) {

  /** The number of an input that says none. */
  long next() {
    return lastSequence + 1;
  }

  boolean hasEndedBefore(long sequence) {
    return endSequence != null && sequence > endSequence;
  }
}
