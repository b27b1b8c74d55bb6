package dev.livecode.session.rerun;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the next run of a batch may be sent.
 *
 * @param rate at most so many a second
 * @param atOnce at most so many under way
 */
record Pacing(double rate, int atOnce) {

  /** What a run costs beside its program, as an estimate. */
  private static final long OVERHEAD_MS = 200;

  private static final double SECOND_NANOS = 1_000_000_000;

  /** Whether one may, where learners do not wait. */
  boolean maySend(Instant now, @Nullable Instant lastSentAt, long outstanding) {
    return outstanding < atOnce
        && (lastSentAt == null || !now.isBefore(lastSentAt.plus(interval())));
  }

  private Duration interval() {
    return Duration.ofNanos((long) (SECOND_NANOS / rate));
  }

  /** About how long so many runs take, whose programs took so long. */
  Duration estimate(long runs, long executionTimeMs) {
    long working = (executionTimeMs + runs * OVERHEAD_MS) / atOnce;
    return Duration.ofMillis(Math.max(working, interval().multipliedBy(runs).toMillis()));
  }
}
