package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.engine.Watchdog;
import dev.livecode.runner.sandbox.launcher.ControlMessage;
import dev.livecode.runner.sandbox.launcher.TypedInput;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Controls one job in whichever container it runs. A thread that lives for as long as there is
 * something to send writes to the container, so that no caller waits for one that does not read.
 */
final class LiveControl implements RunControl, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LiveControl.class);

  /** A launcher that is well answers a cancel sooner. */
  private static final Duration ANSWERING = Duration.ofMillis(600);

  private final boolean isInteractive;
  private final Watchdog watchdog;
  private final TypedInput typed = new TypedInput();
  private @Nullable ParkedContainer container;
  private Watchdog.@Nullable Watch watch;
  private boolean isCancelled;
  private boolean isCancelSent;
  private boolean isSending;
  private boolean isOver;

  LiveControl(Job job, Watchdog watchdog) {
    this.isInteractive = job.interactive();
    this.watchdog = watchdog;
  }

  @Override
  public synchronized void cancel() {
    if (!isCancelled) {
      isCancelled = true;
      watch();
      send();
    }
  }

  @Override
  public synchronized void input(byte[] bytes) {
    requireInteractive();
    if (!isOver) {
      typed.give(bytes);
      send();
    }
  }

  @Override
  public synchronized void endInput() {
    requireInteractive();
    typed.end();
    send();
  }

  synchronized boolean isCancelled() {
    return isCancelled;
  }

  /** Of what was typed, the program has taken so much. */
  synchronized void taken(long total) {
    typed.taken(total);
    send();
  }

  /** The job was handed over to this container. What was said to another is said again. */
  synchronized void attach(ParkedContainer to) {
    container = to;
    isCancelSent = false;
    typed.restart();
    watch();
    send();
  }

  /** The container's job is over. When this returns, nothing is written to it any more. */
  synchronized void detach() throws InterruptedException {
    container = null;
    while (isSending) {
      wait();
    }
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  /** The job is over. */
  @Override
  public synchronized void close() {
    isOver = true;
  }

  private void requireInteractive() {
    if (!isInteractive) {
      throw new IllegalStateException("The job is not interactive");
    }
  }

  private void watch() {
    if (container != null && isCancelled) {
      watch = watchdog.watch(ANSWERING, container::hangUp);
    }
  }

  private void send() {
    ParkedContainer to = container;
    if (to == null || isSending) {
      return;
    }
    ByteBuffer first = nextOfJob();
    if (first != null) {
      isSending = true;
      Thread.ofVirtual().name("control-of-" + to.name()).start(() -> sendAll(to, first));
    }
  }

  private void sendAll(ParkedContainer to, ByteBuffer first) {
    try {
      for (ByteBuffer message = first; message != null; message = next()) {
        to.stream().write(message);
      }
    } catch (IOException | RuntimeException e) {
      // Whoever reads from it will find that out too. Nobody may wait for this thread for ever.
      log.debug("{} hears nothing any more: {}", to.name(), e.getMessage());
      stopSending();
    }
  }

  /** The next message; null, and nobody sends any more, when there is none. */
  private synchronized @Nullable ByteBuffer next() {
    ByteBuffer message = container == null ? null : nextOfJob();
    if (message == null) {
      stopSending();
    }
    return message;
  }

  private @Nullable ByteBuffer nextOfJob() {
    if (!isCancelled) {
      return typed.next();
    }
    boolean isNew = !isCancelSent;
    isCancelSent = true;
    return isNew ? ControlMessage.cancel() : null;
  }

  private synchronized void stopSending() {
    isSending = false;
    notifyAll();
  }
}
