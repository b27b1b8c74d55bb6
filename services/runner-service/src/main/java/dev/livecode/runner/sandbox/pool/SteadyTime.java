package dev.livecode.runner.sandbox.pool;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Goes on evenly, whatever somebody sets the machine's clock to: for ages and leases. Says no date.
 */
public final class SteadyTime implements InstantSource {

  private static final long BEGIN = System.nanoTime();

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(System.nanoTime() - BEGIN);
  }
}
