package dev.livecode.execution.progress;

import dev.livecode.execution.store.ViewOffsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks PostgreSQL how far the view is, for all who wait, and only while somebody does: often for
 * partitions that other instances project, seldom for our own, which somebody else may have taken.
 */
@Component
class ReadStoredProgress implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ReadStoredProgress.class);
  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final int SELDOM = 10;

  private final Progress progress;
  private final ViewOffsets view;
  private volatile @Nullable Thread thread;

  ReadStoredProgress(Progress progress, ViewOffsets view) {
    this.progress = progress;
    this.view = view;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("stored-progress").start(this::run);
  }

  private void run() {
    try {
      for (int round = 1; ; round++) {
        progress.awaitSomebody();
        Thread.sleep(PAUSE);
        if (progress.somebodyWaitsForOthers() || round % SELDOM == 0) {
          read();
        }
      }
    } catch (InterruptedException _) {
      log.debug("Nobody waits any more");
    }
  }

  @SuppressWarnings("CatchingUnchecked") // Without this thread streams would wait for ever.
  private void read() {
    try {
      view.all().forEach(progress::stored);
    } catch (RuntimeException e) {
      log.debug("The stored offsets can't be read, trying again", e);
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
