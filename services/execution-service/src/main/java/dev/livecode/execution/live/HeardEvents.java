package dev.livecode.execution.live;

import dev.livecode.contracts.RunOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Events on their way to one reader: so many bytes and no more, because the hub waits for none. */
final class HeardEvents {

  /** What an event costs beside its output. */
  private static final int EVENT_BYTES = 200;

  private final long limit;
  private List<Heard> events = new ArrayList<>();
  private long bytes;
  private boolean closed;

  HeardEvents(long limit) {
    this.limit = limit;
  }

  /** False when there is no room. */
  synchronized boolean add(Heard heard) {
    if (closed) {
      return true;
    }
    bytes += size(heard);
    if (bytes > limit) {
      return false;
    }
    events.add(heard);
    notifyAll();
    return true;
  }

  private static long size(Heard heard) {
    return EVENT_BYTES + (heard.event() instanceof RunOutput output ? output.data().length : 0);
  }

  /** Everything that is there, as soon as there is something; nothing after the time. */
  synchronized List<Heard> take(Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (events.isEmpty() && !closed) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return List.of();
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    List<Heard> taken = events;
    events = new ArrayList<>();
    bytes = 0;
    return taken;
  }

  /** Drops what is there, and takes no more. */
  synchronized void close() {
    closed = true;
    events = List.of();
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
