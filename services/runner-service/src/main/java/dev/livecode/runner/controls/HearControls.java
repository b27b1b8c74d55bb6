package dev.livecode.runner.controls;

import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the notices of all runs, without a group: each runner hears each. Begins so far back that
 * it knows what was asked of every run that may still be in the queue.
 */
public final class HearControls implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HearControls.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Controls controls;
  private final Duration back;
  private final Clock clock;
  private final RunEventCodec codec = new RunEventCodec();
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread;

  /**
   * To be started, and to be closed.
   *
   * @param consumers makes one that knows no group
   * @param back how far back to begin
   */
  public HearControls(
      Supplier<Consumer<String, byte[]>> consumers, Controls controls, Duration back, Clock clock) {
    this.consumers = consumers;
    this.controls = controls;
    this.back = back;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("controls").unstarted(this::hear);
  }

  /** Begins to read, as soon as Kafka is there. */
  public void start() {
    thread.start();
  }

  /** Returns when all that was asked before the start is known, or when the condition holds. */
  public void awaitCaughtUp(BooleanSupplier orElse) throws InterruptedException {
    while (!orElse.getAsBoolean() && !caughtUp.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      log.debug("Still reading what was asked of runs");
    }
  }

  @SuppressWarnings("CatchingUnchecked") // Whatever is wrong, nobody would be stopped any more.
  private void hear() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Consumer<String, byte[]> consumer = consumers.get()) {
        hear(consumer);
      } catch (InterruptException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.warn("What is asked of runs can't be read, trying again: {}", e.toString());
        rest();
      }
    }
  }

  /** From the beginning each time: what is heard twice changes nothing. */
  private void hear(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.RUN_CONTROLS).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    begins(consumer, partitions, ends).forEach(consumer::seek);
    while (!Thread.currentThread().isInterrupted()) {
      consumer.poll(POLL).forEach(this::hear);
      if (caughtUp.getCount() > 0 && hasReached(consumer, ends)) {
        caughtUp.countDown();
      }
    }
  }

  private Map<TopicPartition, Long> begins(
      Consumer<String, byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    long since = clock.instant().minus(back).toEpochMilli();
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(it -> times.put(it, since));
    Map<TopicPartition, Long> begins = new HashMap<>(ends);
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                begins.put(partition, found.offset());
              }
            });
    return begins;
  }

  private static boolean hasReached(
      Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    try {
      controls.hear(codec.decode(KafkaRecords.fromConsumerRecord(record)).event());
    } catch (UndecodableEventException e) {
      log.error(
          "{}: {} is no legal event, passed over: {}",
          record.key(),
          record.topic(),
          e.getMessage());
    }
  }

  private static void rest() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
