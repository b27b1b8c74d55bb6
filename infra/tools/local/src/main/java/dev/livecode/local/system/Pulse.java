package dev.livecode.local.system;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Says every 5 s what is being waited for, so that nobody takes a slow start for one that hangs.
 */
final class Pulse implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Thread thread;

  Pulse(Console console, Supplier<String> what) {
    this.thread = Thread.ofVirtual().name("pulse").start(() -> beat(console, what));
  }

  private static void beat(Console console, Supplier<String> what) {
    try {
      while (true) {
        Thread.sleep(EVERY);
        console.say(what.get());
      }
    } catch (InterruptedException _) {
      // It has ended.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
