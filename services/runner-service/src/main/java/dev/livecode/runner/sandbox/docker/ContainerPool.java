package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.SandboxFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parked containers, each lent once. Parks ahead and removes in threads of its own; the number of
 * containers, in whatever state, never exceeds the limit.
 */
final class ContainerPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerPool.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final int PARKERS = 2;

  private final Parking parking;
  private final EngineHealth health;
  private final PoolProperties properties;
  private final Duration parkedFor;
  private final Clock clock;
  private final PoolMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Shelves shelves = new Shelves();
  private final ExecutorService parkers;
  private final ExecutorService removers;
  private final Thread keeper;
  private int total;
  private long notBeforeNanos = System.nanoTime();
  private boolean closed;

  ContainerPool(
      Parking parking,
      EngineHealth health,
      PoolProperties properties,
      Duration parkedFor,
      Clock clock,
      PoolMetrics metrics) {
    this.parking = parking;
    this.health = health;
    this.properties = properties;
    this.parkedFor = parkedFor;
    this.clock = clock;
    this.metrics = metrics;
    this.parkers = threads("sandbox-parker-");
    this.removers = threads("sandbox-remover-");
    this.keeper = Thread.ofPlatform().daemon().name("sandbox-keeper").start(this::keep);
    metrics.watch(this::parkedNow);
  }

  private static ExecutorService threads(String name) {
    return Executors.newFixedThreadPool(
        PARKERS, Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  void prepare(Set<Profile> profiles) {
    lock.lock();
    try {
      profiles.forEach(shelves::of);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A living container for one job; to be given to {@link #discard} whatever becomes of it. */
  ParkedContainer lend(Profile profile, Duration patience)
      throws SandboxFailedException, InterruptedException {
    long begin = System.nanoTime();
    lock.lockInterruptibly();
    try {
      ParkedContainer container = shelves.of(profile).lend();
      boolean isHit = container != null;
      while (container == null || !container.isAlive()) {
        drop(profile, container);
        container = waitFor(profile, begin + patience.toNanos());
      }
      metrics.lent(isHit, System.nanoTime() - begin);
      return container;
    } finally {
      lock.unlock();
    }
  }

  private void drop(Profile profile, @Nullable ParkedContainer dead) {
    if (dead != null) {
      shelves.of(profile).lentIsOver();
      removeLater(dead);
    }
  }

  private ParkedContainer waitFor(Profile profile, long deadline)
      throws SandboxFailedException, InterruptedException {
    Shelf shelf = shelves.of(profile);
    shelf.waitingBegins();
    changed.signalAll();
    try {
      ParkedContainer container;
      while ((container = shelf.lend()) == null) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || closed) {
          throw new SandboxFailedException("No container came in time; " + health.reason());
        }
        var _ = changed.awaitNanos(left);
      }
      return container;
    } finally {
      shelf.waitingEnds();
    }
  }

  /** Removes a lent container, out of the caller's sight. */
  void discard(ParkedContainer container) {
    lock.lock();
    try {
      shelves.of(container.profile()).lentIsOver();
      removeLater(container);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes the engine show that it works: parks a container now.
   *
   * @throws SandboxFailedException when it does not
   */
  void prove(Profile profile) throws SandboxFailedException {
    ParkedContainer container;
    try {
      container = parking.park(profile);
    } catch (SandboxFailedException e) {
      health.parkingFails(String.valueOf(e.getMessage()));
      throw e;
    }
    parking.remove(container);
  }

  int parkedNow() {
    lock.lock();
    try {
      return shelves.parked();
    } finally {
      lock.unlock();
    }
  }

  private void keep() {
    lock.lock();
    try {
      while (!closed) {
        shelves.takeUnfit(clock.instant().minus(parkedFor)).forEach(this::removeLater);
        if (health.engineIsUp() && System.nanoTime() - notBeforeNanos >= 0) {
          refill();
        }
        var _ = changed.awaitNanos(TICK.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void refill() {
    shelves
        .byProfile()
        .forEach(
            (profile, shelf) -> {
              for (int i = shelf.missing(properties.parked()); i > 0; i--) {
                if (total < properties.limit()) {
                  parkLater(profile, shelf);
                } else if (shelf.isSomebodyInNeed()) {
                  evictOne();
                  return;
                }
              }
            });
  }

  /** Makes room: the next tick parks what is needed in its place. */
  private void evictOne() {
    ParkedContainer container = shelves.evict();
    if (container != null) {
      removeLater(container);
    }
  }

  private void parkLater(Profile profile, Shelf shelf) {
    total++;
    shelf.parkingBegins();
    parkers.execute(() -> park(profile, shelf));
  }

  private void park(Profile profile, Shelf shelf) {
    try {
      ParkedContainer container = metrics.parking(() -> parking.park(profile));
      health.parkingWorks();
      parked(shelf, container);
    } catch (SandboxFailedException | RuntimeException e) {
      health.parkingFails(String.valueOf(e.getMessage()));
      parkingFailed(shelf);
    }
  }

  private void parked(Shelf shelf, ParkedContainer container) {
    lock.lock();
    try {
      shelf.parkingSucceeded(container);
      if (closed) {
        shelves.takeAll().forEach(this::removeLater);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void parkingFailed(Shelf shelf) {
    lock.lock();
    try {
      shelf.parkingFailed();
      total--;
      notBeforeNanos = System.nanoTime() + TICK.toNanos() * 2;
    } finally {
      lock.unlock();
    }
  }

  private void removeLater(ParkedContainer container) {
    removers.execute(() -> remove(container));
  }

  private void remove(ParkedContainer container) {
    try {
      metrics.removing(() -> parking.remove(container));
    } catch (RuntimeException e) {
      LOG.warn("{} is left to the sweep: {}", container.name(), e.getMessage());
    }
    lock.lock();
    try {
      total--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Removes every container, within a deadline; what is left then ends by itself. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      shelves.takeAll().forEach(this::removeLater);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      keeper.join(CLOSING);
      parkers.shutdown();
      awaitEmpty();
      removers.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEmpty() throws InterruptedException {
    long left = CLOSING.toNanos();
    lock.lock();
    try {
      while (total > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    if (left <= 0) {
      LOG.warn("{} containers were not removed in time; the sweep takes them", total);
    }
  }
}
