package dev.livecode.runner.sandbox.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the engine again and again whether it is there, and sweeps while it is. */
public final class EngineWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EngineWatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EngineAccess access;
  private final EngineHealth health;
  private final Runnable sweep;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("engine-watch-", 0).factory());

  public EngineWatch(EngineAccess access, EngineHealth health, Runnable sweep) {
    this.access = access;
    this.health = health;
    this.sweep = sweep;
  }

  public void start(Duration pingEvery, Duration sweepEvery) {
    repeat(this::ping, pingEvery);
    repeat(this::sweep, sweepEvery);
  }

  private void repeat(Runnable action, Duration every) {
    Future<?> _ = timer.scheduleWithFixedDelay(action, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ping() {
    // The client's own deadline does not hold for a Unix socket on which nobody answers.
    try (var _ = access.watchdog().watch(PATIENCE, this::nobodyAnswers)) {
      access.engine().ping();
      health.engineAnswers();
    } catch (RuntimeException e) {
      health.engineFails(e, access.address());
    }
  }

  private void nobodyAnswers() {
    health.engineFails("no answer within " + PATIENCE.toSeconds() + " s");
  }

  private void sweep() {
    try {
      sweep.run();
    } catch (RuntimeException e) {
      log.debug("The sweep comes again: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
