package dev.livecode.runner.sandbox.pool;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes containers in threads of its own. */
final class Removal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
  private static final int THREADS = 2;

  private final Parking parking;
  private final PoolMetrics metrics;
  private final Runnable afterEach;
  private final Duration rest;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("sandbox-remover-", 0).factory());

  /**
   * The action is called after each removal, whether it succeeded or not.
   *
   * @param rest how long a container is left alone after its run
   */
  Removal(Parking parking, PoolMetrics metrics, Duration rest, Runnable afterEach) {
    this.parking = parking;
    this.rest = rest;
    this.metrics = metrics;
    this.afterEach = afterEach;
  }

  void removeLater(ParkedContainer container) {
    threads.execute(() -> remove(container));
  }

  /** The action is called when the rest is over, before the removal. */
  void removeAfterRest(ParkedContainer container, Runnable whenRested) {
    var _ =
        threads.schedule(
            () -> {
              whenRested.run();
              remove(container);
            },
            rest.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void remove(ParkedContainer container) {
    try {
      metrics.removing(() -> parking.remove(container));
    } catch (RuntimeException e) {
      LOG.warn("{} is left to the sweep: {}", container.name(), e.getMessage());
    }
    afterEach.run();
  }

  /** Takes no more; what was given is still removed. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
