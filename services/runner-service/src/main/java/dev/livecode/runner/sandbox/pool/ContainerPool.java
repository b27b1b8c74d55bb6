package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.engine.EngineHealth;
import dev.livecode.runner.sandbox.pool.Decision.Answer;
import dev.livecode.runner.sandbox.pool.Decision.Lend;
import dev.livecode.runner.sandbox.pool.Decision.LetMake;
import dev.livecode.runner.sandbox.pool.Decision.Park;
import dev.livecode.runner.sandbox.pool.Decision.Refuse;
import dev.livecode.runner.sandbox.pool.Decision.Remove;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parked containers, lent for one job at a time. Parks ahead, renews and removes in threads of its
 * own; the number of containers, in whatever state, never exceeds the limit. What is to be done is
 * decided by the {@link ContainerStock}.
 */
public final class ContainerPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ContainerPool.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Parking parking;
  private final EngineHealth health;
  private final Duration parkedFor;
  private final InstantSource time;
  private final PoolMetrics metrics;
  private final LockedStock stock;
  private final Supply supply;
  private final Removal removal;
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-keeper").factory());
  private volatile boolean started;

  public ContainerPool(
      Parking parking,
      EngineHealth health,
      PoolProperties properties,
      Duration parkedFor,
      InstantSource time,
      PoolMetrics metrics) {
    this.parking = parking;
    this.health = health;
    this.parkedFor = parkedFor;
    this.time = time;
    this.metrics = metrics;
    this.stock =
        new LockedStock(
            new ContainerStock<>(properties.parked(), properties.limit()),
            this::mayPark,
            this::act);
    this.supply = new Supply(parking, health, metrics, stock);
    this.removal = new Removal(parking, metrics, properties.rest(), stock);
    metrics.watch(() -> stock.ask(it -> it.parked().size()));
  }

  private boolean mayPark() {
    return started && supply.isUsable();
  }

  private void act(Decision<ParkedContainer> decision) {
    switch (decision) {
      case Park(Profile profile) -> supply.parkLater(profile);
      case Remove(ParkedContainer container) -> removal.removeLater(container);
      case Answer<ParkedContainer> _ -> {}
    }
  }

  /** From now on containers are parked ahead. */
  public void start() {
    started = true;
    Future<?> _ =
        keeper.scheduleWithFixedDelay(this::look, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      stock.tell(this::dropUnfit);
    } catch (RuntimeException e) {
      log.error("What is parked is looked at again", e);
    }
  }

  private void dropUnfit(ContainerStock<ParkedContainer> containers) {
    for (ParkedContainer container : containers.parked()) {
      if (isOld(container) || !parking.isFit(container)) {
        containers.isUnfit(container.profile(), container);
      }
    }
  }

  private boolean isOld(ParkedContainer container) {
    return container.since().isBefore(time.instant().minus(parkedFor));
  }

  public void prepare(Set<Profile> profiles) {
    stock.tell(it -> profiles.forEach(it::prepare));
  }

  /**
   * A living container for one job; to be given to {@link #takeBack} or {@link #discard}, whatever
   * becomes of it.
   */
  public ParkedContainer lend(Profile profile, Duration patience)
      throws SandboxFailedException, InterruptedException {
    long begin = System.nanoTime();
    long deadline = begin + patience.toNanos();
    Borrower borrower = stock.enter(it -> it.ask(profile));
    boolean isHit = borrower.hasHeard();
    ParkedContainer container = await(borrower, deadline);
    while (!parking.isFit(container)) {
      isHit = false;
      stock.comesBack(borrower, container);
      container = await(borrower, deadline);
    }
    metrics.lent(isHit, System.nanoTime() - begin);
    return container;
  }

  /**
   * The same, in a container that is made now, by an engine that shows so that it works. Whoever
   * asks for that comes before all who wait. When all places are taken it gets the next that is
   * given up: a parked container's, where there is one, or else that of one which has run its job.
   * A caller that has given its own back is therefore sure of a place soon.
   *
   * @throws SandboxFailedException when the engine does not work, or no place came in time
   */
  public ParkedContainer lendNew(Profile profile, Duration patience)
      throws SandboxFailedException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    return await(stock.enter(it -> it.askForNew(profile)), deadline);
  }

  private ParkedContainer await(Borrower borrower, long deadline)
      throws SandboxFailedException, InterruptedException {
    try {
      Answer<ParkedContainer> answer = borrower.listen(deadline);
      return take(answer == null ? stock.leave(borrower) : answer);
    } catch (InterruptedException e) {
      giveBack(stock.leave(borrower));
      throw e;
    }
  }

  private ParkedContainer take(Answer<ParkedContainer> answer) throws SandboxFailedException {
    return switch (answer) {
      case Lend(Ticket _, ParkedContainer container) -> container;
      case LetMake(Ticket ticket) -> make(ticket.profile());
      case Refuse(Ticket _) ->
          throw new SandboxFailedException("No container came in time; " + health.reason());
    };
  }

  private ParkedContainer make(Profile profile) throws SandboxFailedException {
    try {
      return supply.parkNow(profile);
    } catch (SandboxFailedException e) {
      stock.tell(it -> it.makingFailed(profile));
      throw e;
    }
  }

  private void giveBack(Answer<ParkedContainer> answer) {
    switch (answer) {
      case Lend(Ticket _, ParkedContainer container) -> discard(container);
      case LetMake(Ticket ticket) -> stock.tell(it -> it.makingFailed(ticket.profile()));
      case Refuse(Ticket _) -> {}
    }
  }

  /**
   * Takes back a lent container that has run a job as it should, for another where that is allowed.
   *
   * @param memoryBytes that the job was given
   */
  public void takeBack(ParkedContainer lent, long memoryBytes) {
    ParkedContainer container = lent.afterJob();
    boolean goesOn =
        parking.mayGoOn(container) && stock.ask(it -> it.renewingBegins(container.profile()));
    if (goesOn) {
      supply.renewLater(container, memoryBytes);
    } else {
      discard(container);
    }
  }

  /** Removes a lent container, out of the caller's sight; until then it counts as lent. */
  public void discard(ParkedContainer container) {
    removal.restLater(container);
  }

  /** Removes every container, within a deadline; what is left then ends by itself. */
  @Override
  public void close() {
    stock.tell(ContainerStock::close);
    keeper.shutdown();
    try {
      int left = stock.awaitEmpty(CLOSING);
      if (left > 0) {
        log.warn("{} containers were not removed in time; the sweep takes them", left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    supply.close();
    removal.close();
  }
}
