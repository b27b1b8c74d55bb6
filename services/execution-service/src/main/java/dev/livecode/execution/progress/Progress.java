package dev.livecode.execution.progress;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Up to which offset the view has each partition of the log. Whoever waits for an offset goes on
 * the moment that it is committed, if this instance projects the partition, and soon after that if
 * another does. Nobody holds a connection meanwhile.
 */
@Component
public class Progress {

  private record Waiting(String partition, long offset, CountDownLatch done) {}

  private final Map<String, Long> reached = new HashMap<>();
  private final Set<String> ours = new HashSet<>();
  private final Set<Waiting> waiting = new HashSet<>();

  /** The view has everything of this partition that lies before the offset. */
  public synchronized void reached(String partition, long offset) {
    reached.put(partition, offset);
    waiting.removeIf(
        it -> {
          boolean done = it.partition.equals(partition) && it.offset <= offset;
          if (done) {
            it.done.countDown();
          }
          return done;
        });
  }

  /**
   * What the table says of a partition; it may be older than what this instance knows of its own.
   */
  synchronized void stored(String partition, long offset) {
    if (!ours.contains(partition) || offset > reached.getOrDefault(partition, 0L)) {
      reached(partition, offset);
    }
  }

  /** From now on this instance projects the partitions, and says how far it is. */
  public synchronized void ours(Collection<String> partitions) {
    ours.addAll(partitions);
  }

  /** From now on another instance projects them. */
  public synchronized void notOurs(Collection<String> partitions) {
    ours.removeAll(partitions);
  }

  /** Whether the view has everything before the offset. */
  public synchronized boolean hasReached(String partition, long offset) {
    return reached.getOrDefault(partition, -1L) >= offset;
  }

  /** Whether the view has everything before the offset, now or within the time. */
  public boolean reaches(String partition, long offset, Duration within)
      throws InterruptedException {
    var it = new Waiting(partition, offset, new CountDownLatch(1));
    synchronized (this) {
      if (hasReached(partition, offset)) {
        return true;
      }
      waiting.add(it);
      notifyAll();
    }
    try {
      return it.done.await(within.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      synchronized (this) {
        waiting.remove(it);
      }
    }
  }

  /** Returns when somebody waits. */
  synchronized void awaitSomebody() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
  }

  /** Whether somebody waits for what another instance projects. */
  synchronized boolean somebodyWaitsForOthers() {
    return waiting.stream().anyMatch(it -> !ours.contains(it.partition));
  }
}
