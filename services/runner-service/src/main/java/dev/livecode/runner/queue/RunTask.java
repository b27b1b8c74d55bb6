package dev.livecode.runner.queue;

import dev.livecode.runner.queue.WhenRunRequestedThenExecute.Execution;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request being worked on, in a thread of its own. */
final class RunTask {

  private static final Logger log = LoggerFactory.getLogger(RunTask.class);

  private final Execution execution;
  private final FutureTask<Verdict> future;
  private final Thread thread;

  RunTask(Execution execution) {
    this.execution = execution;
    this.future = new FutureTask<>(execution);
    this.thread = Thread.ofPlatform().daemon().name("run-" + execution.id()).start(future);
  }

  boolean hasBegun() {
    return execution.hasBegun();
  }

  boolean isOverWithin(Duration patience) throws InterruptedException {
    try {
      future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | CancellationException e) {
      return true;
    }
  }

  /** Ends the work, so that another may do it. */
  void callOff() throws InterruptedException {
    log.warn("{}: called off, another runner will run it", execution.id());
    future.cancel(true);
    thread.join();
  }

  /** What became of it; waits for that. A bug of ours is no reason to say that it is done. */
  Verdict verdict() throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      log.error("{}: could not be worked on, another may try", execution.id(), e.getCause());
      return Verdict.NOT_DONE;
    } catch (CancellationException e) {
      return Verdict.NOT_DONE;
    }
  }
}
