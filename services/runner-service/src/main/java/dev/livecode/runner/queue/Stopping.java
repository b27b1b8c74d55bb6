package dev.livecode.runner.queue;

import java.time.Duration;

/** Whether the runner was asked to stop, and how long what runs may still take. Thread-safe. */
final class Stopping {

  private final Duration deadline;
  private volatile boolean asked;
  private volatile long past;

  Stopping(Duration deadline) {
    this.deadline = deadline;
  }

  void ask() {
    past = System.nanoTime() + deadline.toNanos();
    asked = true;
  }

  boolean isAsked() {
    return asked;
  }

  boolean isPast() {
    return asked && System.nanoTime() - past >= 0;
  }
}
