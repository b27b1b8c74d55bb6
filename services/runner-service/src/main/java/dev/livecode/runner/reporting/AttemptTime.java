package dev.livecode.runner.reporting;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The dates of one attempt. They begin with the clock's, but not before the run was accepted, and
 * go on evenly from there, whatever the clock is set to meanwhile.
 */
final class AttemptTime implements InstantSource {

  private final Instant begin;
  private final long beginNanos = System.nanoTime();

  AttemptTime(Instant acceptedAt, InstantSource clock) {
    Instant now = clock.instant();
    this.begin = now.isBefore(acceptedAt) ? acceptedAt : now;
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(System.nanoTime() - beginNanos);
  }
}
