package dev.livecode.runner.sandbox.docker;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hangs up on containers that take too long. */
final class Watchdog implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-watchdog").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Runs the action after the time, unless the watch is closed before. */
  Watch watch(Duration time, Runnable action) {
    var barked = new AtomicBoolean();
    Future<?> alarm =
        timer.schedule(
            () -> {
              barked.set(true);
              action.run();
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
    return new Watch(alarm, barked);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One deadline. */
  record Watch(Future<?> alarm, AtomicBoolean barked) implements AutoCloseable {

    boolean isOver() {
      return barked.get();
    }

    @Override
    public void close() {
      alarm.cancel(false);
    }
  }
}
