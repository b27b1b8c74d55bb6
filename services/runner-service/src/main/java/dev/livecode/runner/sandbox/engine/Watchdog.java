package dev.livecode.runner.sandbox.engine;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Hangs up on containers that take too long. */
public final class Watchdog implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-watchdog").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Runs the action after the time, unless the watch is closed before. */
  public Watch watch(Duration time, Runnable action) {
    return new Watch(time, action);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One deadline. For one thread. */
  public final class Watch implements AutoCloseable {

    private final Runnable action;
    private Future<?> alarm;
    private volatile boolean barked;

    private Watch(Duration time, Runnable action) {
      this.action = action;
      this.alarm = begin(time);
    }

    private Future<?> begin(Duration time) {
      return timer.schedule(this::bark, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void bark() {
      barked = true;
      action.run();
    }

    /** Begins anew; too late when it is over. */
    public void restart(Duration time) {
      alarm.cancel(false);
      alarm = begin(time);
    }

    public boolean isOver() {
      return barked;
    }

    @Override
    public void close() {
      alarm.cancel(false);
    }
  }
}
