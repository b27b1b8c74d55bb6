package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.engine.EngineHealth;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets containers ready, new ones and those that have run a job, in threads of its own. */
final class Supply implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Supply.class);
  private static final int PARKERS = 2;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Parking parking;
  private final EngineHealth health;
  private final PoolMetrics metrics;
  private final LockedStock stock;
  private final ExecutorService parkers =
      Executors.newFixedThreadPool(
          PARKERS, Thread.ofPlatform().daemon().name("sandbox-parker-", 0).factory());
  private final ExecutorService renewers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-renewer-", 0).factory());
  private volatile long pausesUntil = System.nanoTime();

  /** What comes of it is told to the stock. */
  Supply(Parking parking, EngineHealth health, PoolMetrics metrics, LockedStock stock) {
    this.parking = parking;
    this.health = health;
    this.metrics = metrics;
    this.stock = stock;
  }

  /** Whether parking makes sense: the engine is there, and did not just fail at it. */
  boolean isUsable() {
    return health.engineIsUp() && System.nanoTime() - pausesUntil >= 0;
  }

  void parkLater(Profile profile) {
    parkers.execute(() -> park(profile));
  }

  private void park(Profile profile) {
    ParkedContainer container;
    try {
      container = metrics.parking(() -> parking.park(profile));
    } catch (SandboxFailedException | RuntimeException e) {
      health.parkingFails(String.valueOf(e.getMessage()));
      pausesUntil = System.nanoTime() + PAUSE.toNanos();
      stock.tell(it -> it.parkingFailed(profile));
      return;
    }
    health.parkingWorks();
    stock.tell(it -> it.isReady(profile, container));
  }

  /**
   * Parks one in this thread.
   *
   * @throws SandboxFailedException when the engine can't
   */
  ParkedContainer parkNow(Profile profile) throws SandboxFailedException {
    try {
      return parking.park(profile);
    } catch (SandboxFailedException e) {
      health.parkingFails(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  void renewLater(ParkedContainer container, long memoryBytes) {
    renewers.execute(() -> renew(container, memoryBytes));
  }

  private void renew(ParkedContainer container, long memoryBytes) {
    try {
      parking.renew(container, memoryBytes);
    } catch (SandboxFailedException e) {
      log.warn("{} is replaced: {}", container.name(), e.getMessage());
      stock.tell(it -> it.renewingFailed(container.profile(), container));
      return;
    }
    stock.tell(it -> it.isReady(container.profile(), container));
  }

  /** Begins nothing new. */
  @Override
  public void close() {
    parkers.shutdown();
    renewers.shutdown();
  }
}
