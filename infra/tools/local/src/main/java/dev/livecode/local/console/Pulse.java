package dev.livecode.local.console;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Says again and again what is being waited for, so that nobody takes a slow start for one that
 * hangs.
 */
public final class Pulse implements AutoCloseable {

  private final Thread thread;

  /** Begins. */
  public Pulse(Duration every, Console console, Supplier<String> what) {
    this.thread = Thread.ofVirtual().name("pulse").start(() -> beat(every, console, what));
  }

  private static void beat(Duration every, Console console, Supplier<String> what) {
    try {
      while (true) {
        Thread.sleep(every);
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
