package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.engine.EngineHealth;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets containers ready, new ones and those that have run a job, in threads of its own. */
final class Supply implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supply.class);
  private static final int PARKERS = 2;

  private final Parking parking;
  private final EngineHealth health;
  private final PoolMetrics metrics;
  private final Consumer<ParkedContainer> ready;
  private final ExecutorService parkers =
      Executors.newFixedThreadPool(
          PARKERS, Thread.ofPlatform().daemon().name("sandbox-parker-", 0).factory());
  private final ExecutorService renewers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-renewer-", 0).factory());

  /** Each container that has become ready is given to the consumer. */
  Supply(
      Parking parking, EngineHealth health, PoolMetrics metrics, Consumer<ParkedContainer> ready) {
    this.parking = parking;
    this.health = health;
    this.metrics = metrics;
    this.ready = ready;
  }

  void parkLater(Profile profile, Consumer<Profile> failed) {
    parkers.execute(() -> park(profile, failed));
  }

  private void park(Profile profile, Consumer<Profile> failed) {
    try {
      ParkedContainer container = metrics.parking(() -> parking.park(profile));
      health.parkingWorks();
      ready.accept(container);
    } catch (SandboxFailedException | RuntimeException e) {
      health.parkingFails(String.valueOf(e.getMessage()));
      failed.accept(profile);
    }
  }

  void renewLater(ParkedContainer container, long memoryBytes, Consumer<ParkedContainer> failed) {
    renewers.execute(() -> renew(container, memoryBytes, failed));
  }

  private void renew(
      ParkedContainer container, long memoryBytes, Consumer<ParkedContainer> failed) {
    try {
      parking.renew(container, memoryBytes);
      ready.accept(container);
    } catch (SandboxFailedException e) {
      LOG.warn("{} is replaced: {}", container.name(), e.getMessage());
      failed.accept(container);
    }
  }

  /** Begins nothing new. */
  @Override
  public void close() {
    parkers.shutdown();
    renewers.shutdown();
  }
}
