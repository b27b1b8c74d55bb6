package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.engine.EngineHealth;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parked containers, lent for one job at a time. Parks ahead, renews and removes in threads of its
 * own; the number of containers, in whatever state, never exceeds the limit.
 */
public final class ContainerPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerPool.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Parking parking;
  private final EngineHealth health;
  private final PoolProperties properties;
  private final Duration parkedFor;
  private final InstantSource time;
  private final PoolMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Shelves shelves = new Shelves();
  private final Supply supply;
  private final Removal removal;
  private final Thread keeper;
  private int total;
  private long notBeforeNanos = System.nanoTime();
  private boolean closed;

  public ContainerPool(
      Parking parking,
      EngineHealth health,
      PoolProperties properties,
      Duration parkedFor,
      InstantSource time,
      PoolMetrics metrics) {
    this.parking = parking;
    this.health = health;
    this.properties = properties;
    this.parkedFor = parkedFor;
    this.time = time;
    this.metrics = metrics;
    this.supply = new Supply(parking, health, metrics, this::ready);
    this.removal = new Removal(parking, metrics, properties.rest(), this::removed);
    this.keeper = Thread.ofPlatform().daemon().name("sandbox-keeper").unstarted(this::keep);
    metrics.watch(this::parkedNow);
  }

  /** From now on containers are parked ahead. */
  public void start() {
    keeper.start();
  }

  public void prepare(Set<Profile> profiles) {
    lock.lock();
    try {
      profiles.forEach(shelves::of);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A living container for one job; to be given to {@link #takeBack} or {@link #discard}, whatever
   * becomes of it.
   */
  public ParkedContainer lend(Profile profile, Duration patience)
      throws SandboxFailedException, InterruptedException {
    long begin = System.nanoTime();
    lock.lockInterruptibly();
    try {
      ParkedContainer container = shelves.of(profile).lend();
      boolean isHit = container != null;
      while (container == null || !parking.isFit(container)) {
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
      removal.removeLater(dead);
    }
  }

  private ParkedContainer waitFor(Profile profile, long deadline)
      throws SandboxFailedException, InterruptedException {
    Shelf shelf = shelves.of(profile);
    Object place = shelf.waitingBegins();
    changed.signalAll();
    try {
      ParkedContainer container;
      while ((container = shelf.lendTo(place)) == null) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || closed) {
          throw new SandboxFailedException("No container came in time; " + health.reason());
        }
        var _ = changed.awaitNanos(left);
      }
      return container;
    } finally {
      shelf.waitingEnds(place);
      changed.signalAll();
    }
  }

  /**
   * Takes back a lent container that has run a job as it should, for another where that is allowed.
   *
   * @param memoryBytes that the job was given
   */
  public void takeBack(ParkedContainer lent, long memoryBytes) {
    ParkedContainer container = lent.afterJob();
    lock.lock();
    try {
      if (closed || !parking.mayGoOn(container)) {
        discard(container);
        return;
      }
      shelves.of(container.profile()).renewingBegins();
      supply.renewLater(container, memoryBytes, this::renewalFailed);
    } finally {
      lock.unlock();
    }
  }

  /** Removes a lent container, out of the caller's sight; until then it counts as lent. */
  public void discard(ParkedContainer container) {
    removal.removeAfterRest(container, () -> lentIsOver(container.profile()));
  }

  private void lentIsOver(Profile profile) {
    lock.lock();
    try {
      shelves.of(profile).lentIsOver();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same, in a container that is made now, one above the limit if need be, by an engine that
   * shows so that it works.
   *
   * @throws SandboxFailedException when it does not
   */
  public ParkedContainer lendNew(Profile profile) throws SandboxFailedException {
    ParkedContainer container;
    try {
      container = parking.park(profile);
    } catch (SandboxFailedException e) {
      health.parkingFails(String.valueOf(e.getMessage()));
      throw e;
    }
    lock.lock();
    try {
      total++;
      shelves.of(profile).lentIsMore();
      return container;
    } finally {
      lock.unlock();
    }
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
        shelves.takeOut(this::isUnfit).forEach(removal::removeLater);
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

  private boolean isUnfit(ParkedContainer container) {
    return container.since().isBefore(time.instant().minus(parkedFor)) || !parking.isFit(container);
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
      removal.removeLater(container);
    }
  }

  private void parkLater(Profile profile, Shelf shelf) {
    total++;
    shelf.parkingBegins();
    supply.parkLater(profile, this::parkingFailed);
  }

  private void ready(ParkedContainer container) {
    lock.lock();
    try {
      shelves.of(container.profile()).parkingSucceeded(container);
      if (closed) {
        shelves.takeAll().forEach(removal::removeLater);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void parkingFailed(Profile profile) {
    lock.lock();
    try {
      shelves.of(profile).parkingFailed();
      total--;
      notBeforeNanos = System.nanoTime() + TICK.toNanos() * 2;
    } finally {
      lock.unlock();
    }
  }

  private void renewalFailed(ParkedContainer container) {
    lock.lock();
    try {
      shelves.of(container.profile()).parkingFailed();
    } finally {
      lock.unlock();
    }
    removal.removeLater(container);
  }

  private void removed() {
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
      shelves.takeAll().forEach(removal::removeLater);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (keeper.isAlive()) {
        keeper.join(CLOSING);
      }
      supply.close();
      awaitEmpty();
      removal.close();
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
