package dev.livecode.runner.queue;

import java.time.Duration;

/** Pauses that grow, for as long as there is time. For one thread. */
final class Patience {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final long deadline;
  private Duration next = FIRST;

  Patience(Duration total) {
    deadline = System.nanoTime() + total.toNanos();
  }

  /** Waits a while; false, at once, when the time is up. */
  boolean pause() throws InterruptedException {
    if (System.nanoTime() + next.toNanos() - deadline >= 0) {
      return false;
    }
    Thread.sleep(next);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return true;
  }
}
