package dev.livecode.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What several workers at once got done.
 *
 * @param durations how long each piece of work took
 * @param perSecond pieces of all workers together
 */
record AtOnce(List<Duration> durations, double perSecond) {

  /** Runs the workers, each in a thread of its own; each tells how long its pieces took. */
  static AtOnce of(List<Callable<List<Duration>>> workers)
      throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    var durations = new ArrayList<Duration>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Duration>> done : executor.invokeAll(workers)) {
        durations.addAll(done.get());
      }
    }
    return new AtOnce(durations, durations.size() / ((System.nanoTime() - begun) / 1e9));
  }
}
