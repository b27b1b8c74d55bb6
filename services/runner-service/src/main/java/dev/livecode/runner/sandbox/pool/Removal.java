package dev.livecode.runner.sandbox.pool;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes containers in threads of its own. */
final class Removal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Removal.class);
  private static final int THREADS = 2;

  private final Parking parking;
  private final PoolMetrics metrics;
  private final LockedStock stock;
  private final Duration rest;
  // What comes after the end is left to the sweep.
  private final ScheduledExecutorService threads =
      new ScheduledThreadPoolExecutor(
          THREADS,
          Thread.ofPlatform().daemon().name("sandbox-remover-", 0).factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * What comes of it is told to the stock.
   *
   * @param rest how long a container is left alone after its run
   */
  Removal(Parking parking, PoolMetrics metrics, Duration rest, LockedStock stock) {
    this.parking = parking;
    this.metrics = metrics;
    this.rest = rest;
    this.stock = stock;
  }

  /** Lets a container rest that has run its last job; until then it counts as lent. */
  void restLater(ParkedContainer container) {
    var _ =
        threads.schedule(
            () -> stock.tell(it -> it.isSpent(container.profile(), container)),
            rest.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  void removeLater(ParkedContainer container) {
    threads.execute(() -> remove(container));
  }

  private void remove(ParkedContainer container) {
    try {
      metrics.removing(() -> parking.remove(container));
    } catch (RuntimeException e) {
      log.warn("{} is left to the sweep: {}", container.name(), e.getMessage());
    }
    stock.tell(ContainerStock::isRemoved);
  }

  /** Takes no more; what was given is still removed. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
