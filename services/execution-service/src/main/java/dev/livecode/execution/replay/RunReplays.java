package dev.livecode.execution.replay;

import dev.livecode.execution.store.FencedException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the replay that is under way, if no other instance does, and goes on with one whose instance
 * has died. What is away is waited for.
 */
@Component
class RunReplays implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunReplays.class);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final UUID me = UUID.randomUUID();
  private final Replays replays;
  private final Generation generation;
  private final RunReplay procedure;
  private final ReplayProperties properties;
  private volatile @Nullable Thread thread;
  private boolean clean;

  RunReplays(
      Replays replays, Generation generation, RunReplay procedure, ReplayProperties properties) {
    this.replays = replays;
    this.generation = generation;
    this.procedure = procedure;
    this.properties = properties;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("replays").daemon().start(this::run);
  }

  @SuppressWarnings("CatchingUnchecked") // Whatever is wrong, the next look may find it mended.
  private void run() {
    try {
      while (isRunning()) {
        try {
          look();
        } catch (RuntimeException e) {
          log.debug("Replays can't be looked for now, trying again", e);
        }
        Thread.sleep(properties.look());
      }
    } catch (InterruptedException _) {
      log.debug("No more replays are looked for");
    }
  }

  private void look() throws InterruptedException {
    Replay replay = replays.claim(me, properties.lease()).orElse(null);
    if (replay != null) {
      clean = false;
      run(replay);
    } else if (replays.isOneRunning()) {
      clean = false;
    } else if (!clean) {
      clean = generation.clear();
    }
  }

  /** Runs it, and says all the while how far it is, until it ends or is somebody else's. */
  private void run(Replay replay) throws InterruptedException {
    log.info("Replay {} {}", replay.id(), replay.verify() ? "verifies" : "makes the view anew");
    var meter = new Meter();
    try (ExecutorService one =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("replay").factory())) {
      Future<?> running =
          one.submit(
              () -> {
                procedure.run(replay, meter);
                return null;
              });
      try {
        while (!endsWithin(running)) {
          if (!replays.report(replay.id(), me, properties.lease(), meter.pace(), null)) {
            throw new StoppedException();
          }
        }
        Failures.await(running);
      } catch (StoppedException _) {
        log.info("Replay {} was stopped", replay.id());
      } catch (NotCoveredException e) {
        log.warn("Replay {} has failed: {}", replay.id(), e.getMessage());
        replays.end(replay.id(), ReplayState.FAILED, e.getMessage(), meter.pace());
      } catch (FencedException e) {
        log.info("Replay {} goes on elsewhere: {}", replay.id(), e.getMessage());
      } catch (RuntimeException e) {
        log.warn("Replay {} waits and tries again", replay.id(), e);
        replays.report(
            replay.id(), me, properties.lease(), meter.pace(), "Waits: " + e.getMessage());
      } finally {
        one.shutdownNow();
      }
    }
  }

  private boolean endsWithin(Future<?> running) throws InterruptedException {
    try {
      running.get(properties.look().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException _) {
      return true;
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join(PATIENCE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
