package dev.livecode.execution.replay;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Failures of other threads, in this one. */
final class Failures {

  static void await(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Failures() {}
}
