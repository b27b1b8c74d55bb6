package dev.livecode.session.rerun;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on batches, one at a time, on a thread of its own. All that it knows stands in the tables,
 * so that it goes on after a restart where it was.
 */
@Component
class WorkOnBatches implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkOnBatches.class);
  private static final Duration BUSY = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration FAILED = Duration.ofSeconds(2);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Batches batches;
  private final Items items;
  private final Listing listing;
  private final Sending sending;
  private final Settling settling;
  private volatile @Nullable Thread thread;

  WorkOnBatches(Batches batches, Items items, Listing listing, Sending sending, Settling settling) {
    this.batches = batches;
    this.items = items;
    this.listing = listing;
    this.sending = sending;
    this.settling = settling;
  }

  private void run() {
    while (isRunning()) {
      try {
        TimeUnit.NANOSECONDS.sleep(turn().toNanos());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One look at everything; how long to rest after it. */
  private Duration turn() {
    try {
      List<Item> outstanding = items.outstanding();
      outstanding.forEach(settling::settle);
      Optional<Batch> current = batches.current();
      current.ifPresent(this::advance);
      return outstanding.isEmpty() && current.isEmpty() ? IDLE : BUSY;
    } catch (RuntimeException | Error e) { // Nothing may end this thread and leave the service up.
      log.warn("Batches rest for {}, then go on: {}", FAILED, e.toString());
      return FAILED;
    }
  }

  private void advance(Batch batch) {
    if (batch.status() == Batch.Status.LISTING) {
      listing.listPage(batch);
    } else {
      sending.sendNext(batch);
    }
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      Thread created = Thread.ofPlatform().name("rerun-batches").unstarted(this::run);
      thread = created; // Before it starts: it runs for as long as this is set.
      created.start();
    }
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    thread = null;
    running.interrupt();
    try {
      running.join(STOP_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
