package dev.livecode.runner.sandbox.docker;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes containers in threads of its own. */
final class Removal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
  private static final int THREADS = 2;

  private final Parking parking;
  private final PoolMetrics metrics;
  private final Runnable afterEach;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("sandbox-remover-", 0).factory());

  /** The action is called after each removal, whether it succeeded or not. */
  Removal(Parking parking, PoolMetrics metrics, Runnable afterEach) {
    this.parking = parking;
    this.metrics = metrics;
    this.afterEach = afterEach;
  }

  void removeLater(ParkedContainer container) {
    threads.execute(() -> remove(container));
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
