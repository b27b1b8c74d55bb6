package dev.livecode.execution.replay;

import dev.livecode.contracts.kafka.Topics;
import dev.livecode.execution.log.LogSource;
import dev.livecode.execution.store.ViewWriter;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log to the next generation, each thread partitions of its own. A run's events lie in
 * one partition; its request lies in another topic, and goes last: by then the view knows nearly
 * every run, and the threads don't meet on their rows.
 */
final class Filling implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final LogSource source;
  private final ViewWriter view;
  private final @Nullable Bucket limit;
  private final ExecutorService threads;
  private final int count;
  private final AtomicLong written = new AtomicLong();
  private volatile boolean stopped;

  Filling(LogSource source, ViewWriter view, @Nullable Bucket limit, int count) {
    this.source = source;
    this.view = view;
    this.limit = limit;
    this.count = count;
    this.threads =
        Executors.newFixedThreadPool(count, Thread.ofPlatform().name("replay-", 1).factory());
  }

  /** How many records it has written. */
  long written() {
    return written.get();
  }

  /**
   * Returns when the generation has everything before these offsets, and nothing behind them.
   *
   * @throws StoppedException when it was stopped before
   */
  void fill(Map<TopicPartition, Long> upTo) throws InterruptedException {
    fill(upTo, limit);
  }

  /** The same as fast as it goes: the living projection waits. */
  void fillAtOnce(Map<TopicPartition, Long> upTo) throws InterruptedException {
    fill(upTo, null);
  }

  private void fill(Map<TopicPartition, Long> upTo, @Nullable Bucket limit)
      throws InterruptedException {
    Map<Boolean, Map<TopicPartition, Long>> byTopic = new HashMap<>();
    upTo.forEach(
        (partition, offset) ->
            byTopic
                .computeIfAbsent(partition.topic().equals(Topics.RUN_EVENTS), _ -> new HashMap<>())
                .put(partition, offset));
    fillInParallel(byTopic.getOrDefault(true, Map.of()), limit);
    fillInParallel(byTopic.getOrDefault(false, Map.of()), limit);
  }

  private void fillInParallel(Map<TopicPartition, Long> upTo, @Nullable Bucket limit)
      throws InterruptedException {
    List<Map<TopicPartition, Long>> shares = new ArrayList<>();
    upTo.forEach(
        (partition, offset) -> {
          if (shares.size() < count) {
            shares.add(new HashMap<>());
          }
          shares.get(partition.partition() % shares.size()).put(partition, offset);
        });
    List<Future<?>> running = new ArrayList<>();
    shares.forEach(share -> running.add(threads.submit(() -> fillOne(share, limit))));
    for (Future<?> one : running) {
      Failures.await(one);
    }
  }

  /** Reads the partitions one thread has, each up to its offset. */
  private void fillOne(Map<TopicPartition, Long> upTo, @Nullable Bucket limit) {
    Map<TopicPartition, Long> open = new HashMap<>(upTo);
    Map<TopicPartition, Long> next = view.resume(upTo.keySet());
    open.entrySet().removeIf(it -> next.getOrDefault(it.getKey(), 0L) >= it.getValue());
    if (open.isEmpty()) {
      return;
    }
    try (Consumer<byte[], byte[]> consumer = source.open()) {
      consumer.assign(open.keySet());
      open.keySet().forEach(it -> consumer.seek(it, next.getOrDefault(it, 0L)));
      while (!open.isEmpty()) {
        write(consumer.poll(POLL), upTo, limit);
        List<TopicPartition> done =
            open.keySet().stream()
                .filter(it -> consumer.position(it) >= upTo.getOrDefault(it, 0L))
                .toList();
        if (!done.isEmpty()) {
          open.keySet().removeAll(done);
          // What lies behind is for the next time; reading it now would only hold the others up.
          consumer.pause(done);
        }
      }
    }
  }

  private void write(
      ConsumerRecords<byte[], byte[]> polled,
      Map<TopicPartition, Long> upTo,
      @Nullable Bucket limit) {
    if (stopped) {
      throw new StoppedException();
    }
    List<ConsumerRecord<byte[], byte[]>> wanted = new ArrayList<>(polled.count());
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      var partition = new TopicPartition(record.topic(), record.partition());
      if (record.offset() < upTo.getOrDefault(partition, 0L)) {
        wanted.add(record);
      }
    }
    if (!wanted.isEmpty()) {
      waitForTurn(wanted.size(), limit);
      view.write(wanted);
      written.addAndGet(wanted.size());
    }
  }

  private static void waitForTurn(int records, @Nullable Bucket limit) {
    try {
      if (limit != null) {
        limit.asBlocking().consume(records);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  /** Ends its threads; what they were about to write is not written. */
  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
    try {
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
