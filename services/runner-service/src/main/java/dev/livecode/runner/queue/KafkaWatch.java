package dev.livecode.runner.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka again and again whether it is there. When it answers for the first time the share
 * group is set up, and whoever waits for that may begin.
 */
final class KafkaWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final long ANSWER_SECONDS = 5;
  private static final String UP = "";

  private final Map<String, Object> connection;
  private final RunnerProperties properties;
  private final List<KafkaReadyListener> listeners;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final AtomicReference<String> reason = new AtomicReference<>("not asked yet");
  private final Thread thread;

  KafkaWatch(
      Map<String, Object> connection,
      RunnerProperties properties,
      List<KafkaReadyListener> listeners) {
    this.connection = connection;
    this.properties = properties;
    this.listeners = listeners;
    this.thread = Thread.ofVirtual().name("kafka-watch").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  /** Returns when the group is set up, or when the condition holds. */
  void awaitReady(BooleanSupplier orElse) throws InterruptedException {
    while (!orElse.getAsBoolean() && !ready.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      log.debug("Still waiting for Kafka");
    }
  }

  /** What is wrong; empty when nothing is. */
  String reason() {
    return reason.get();
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        watchWithOneClient();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchWithOneClient() throws InterruptedException {
    // Also making a client fails while the servers' names can't be resolved.
    try (Admin admin = Admin.create(connection)) {
      while (true) {
        askOnce(admin);
        Thread.sleep(EVERY);
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void askOnce(Admin admin) throws InterruptedException {
    try {
      admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (ready.getCount() > 0) {
        ShareGroup.configure(admin, properties);
        listeners.forEach(KafkaReadyListener::kafkaIsReady);
        ready.countDown();
      }
      if (!reason.getAndSet(UP).equals(UP)) {
        log.info("Kafka answers");
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      failed(e);
    }
  }

  private void failed(Exception e) {
    String now = "Kafka does not answer: " + e;
    if (reason.getAndSet(now).equals(UP) || ready.getCount() > 0) {
      log.warn("No run is taken until this works: {}", now);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
