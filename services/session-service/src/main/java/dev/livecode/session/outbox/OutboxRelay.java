package dev.livecode.session.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries rows from the outbox to Kafka: right after their commit, or by a sweep, on a thread of
 * its own, where a crash or an outage has left them behind. A row is deleted after Kafka has
 * confirmed it, so Kafka gets each at least once.
 *
 * <p>While Kafka is away one row at a time is tried, by the sweep alone: memory stays bounded
 * whatever waits in the table, and no request waits.
 */
@Component
class OutboxRelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

  // The largest event has 3 MB: this is what is in memory at once, beside Kafka's own buffer.
  private static final int BATCH = 8;
  private static final int BATCHES_A_SWEEP = 16;
  private static final int SENDS_AT_ONCE = 64;
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration REFUSED_BACKOFF = Duration.ofMinutes(1);

  private final OutboxTable table;
  private final Deliveries deliveries;
  private final OutboxProperties properties;
  private final Semaphore underWay = new Semaphore(SENDS_AT_ONCE);
  private volatile @Nullable Thread thread;
  private long sweptAt = System.nanoTime();

  OutboxRelay(OutboxTable table, Deliveries deliveries, OutboxProperties properties) {
    this.table = table;
    this.deliveries = deliveries;
    this.properties = properties;
  }

  boolean isKafkaThere() {
    return deliveries.isKafkaThere();
  }

  /**
   * Sends a row that was committed just now, without reading it again and without a wait: a send
   * may block while Kafka goes away, and the caller still holds its connection. A row whose lease
   * may end meanwhile, or one too many, is left to a sweep.
   *
   * @param addedAt when it was added, as {@link System#nanoTime} says
   */
  void send(OutboxRow row, long addedAt) {
    Duration left = properties.lease().minusNanos(System.nanoTime() - addedAt);
    if (isKafkaThere() && left.compareTo(properties.longestSend()) > 0 && underWay.tryAcquire()) {
      Thread.startVirtualThread(() -> send(row));
    }
  }

  private void send(OutboxRow row) {
    try {
      deliveries.send(row);
    } finally {
      underWay.release();
    }
  }

  private void run() {
    deliveries.prepare();
    while (isRunning()) {
      try {
        turn();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException
          | Error e) { // Nothing may end this thread and leave the service up.
        log.warn(
            "The outbox can't be read, tried again in {}: {}", properties.sweep(), e.toString());
        rest();
      }
    }
  }

  private void turn() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
    settle();
    if (isDue(sweptAt, properties.sweep())) {
      sweptAt = System.nanoTime();
      sweep();
    }
  }

  private void sweep() {
    for (int batch = 0; batch < BATCHES_A_SWEEP && isRunning(); batch++) {
      int limit = isKafkaThere() ? BATCH : 1;
      List<OutboxRow> rows = table.claim(limit, properties.lease(), longestLease());
      send(rows);
      if (rows.size() < BATCH) {
        return;
      }
    }
    sweptAt = System.nanoTime() - properties.sweep().toNanos(); // More is waiting.
  }

  private Duration longestLease() {
    boolean isRefusedLonger = REFUSED_BACKOFF.compareTo(properties.lease()) > 0;
    return isRefusedLonger ? REFUSED_BACKOFF : properties.lease();
  }

  private void send(List<OutboxRow> rows) {
    for (int index = 0; index < rows.size(); index++) {
      if (index > 0 && !isKafkaThere()) {
        deliveries.skip(rows.get(index));
      } else {
        deliveries.send(rows.get(index));
      }
    }
  }

  private void settle() {
    List<Long> confirmed = deliveries.takeConfirmed();
    try {
      if (!confirmed.isEmpty()) {
        table.delete(confirmed);
      }
    } catch (RuntimeException e) {
      deliveries.keepConfirmed(confirmed);
      throw e;
    }
    // Rows that can't be put back now are free again when their lease ends.
    putBack(deliveries.takeFailed(), properties.backoff());
    putBack(deliveries.takeRefused(), REFUSED_BACKOFF);
  }

  private void putBack(List<Long> ids, Duration backoff) {
    if (!ids.isEmpty()) {
      table.putBack(ids, backoff);
    }
  }

  private static boolean isDue(long since, Duration interval) {
    return System.nanoTime() - since >= interval.toNanos();
  }

  private void rest() {
    try {
      TimeUnit.NANOSECONDS.sleep(properties.sweep().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      Thread created = Thread.ofPlatform().name("outbox-relay").unstarted(this::run);
      thread = created; // Before it starts: it runs for as long as this is set.
      created.start();
    }
  }

  /** After the web server has stopped: what was accepted is sent and deleted before the end. */
  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    thread = null;
    try {
      running.join(properties.longestSend());
      deliveries.awaitAll();
      settle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("The outbox could not be settled, the next start sends again: {}", e.toString());
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
