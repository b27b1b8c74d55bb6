package dev.livecode.execution.live;

import static org.apache.kafka.clients.consumer.ConsumerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG;

import dev.livecode.contracts.kafka.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the events from the log's end on, all partitions and without a group. While Kafka is away
 * it waits, and goes on where it was; where it can't, the hub begins anew and says so.
 */
@Component
class HearTheLog {

  private static final Logger log = LoggerFactory.getLogger(HearTheLog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final Hub hub;
  private volatile @Nullable Consumer<?, ?> consumer;
  private final CountDownLatch placed = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);

  HearTheLog(ConsumerFactory<?, ?> factory, Hub hub) {
    settings = new HashMap<>(factory.getConfigurationProperties());
    settings.remove(GROUP_ID_CONFIG);
    settings.put(CLIENT_ID_CONFIG, "livecode.hub");
    settings.put(KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    this.hub = hub;
  }

  /** Returns after {@link #stop}. */
  @SuppressWarnings("CatchingUnchecked") // Whatever is wrong, those who watch would wait for ever.
  void run() {
    while (!stopped()) {
      try (var opened = new KafkaConsumer<String, byte[]>(settings)) {
        consumer = opened;
        hear(opened);
      } catch (WakeupException _) {
        log.debug("The hub stops");
      } catch (InvalidOffsetException e) {
        log.warn("The log does not have what comes next, so the hub begins anew at its end", e);
        hub.lost();
      } catch (TimeoutException e) {
        log.debug("Kafka does not answer, trying again", e);
      } catch (RuntimeException e) {
        log.warn("The log can't be heard, trying again", e);
      }
    }
  }

  private void hear(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    AtomicLongArray next = hub.next();
    if (next == null) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      next = new AtomicLongArray(partitions.stream().mapToLong(ends::get).toArray());
      hub.placed(next);
    }
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, next.get(partition.partition()));
    }
    placed.countDown();
    while (stopping.getCount() > 0) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(PATIENCE)) {
        hub.hear(record);
      }
    }
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
    int count = consumer.partitionsFor(Topics.RUN_EVENTS, PATIENCE).size();
    return IntStream.range(0, count)
        .mapToObj(partition -> new TopicPartition(Topics.RUN_EVENTS, partition))
        .toList();
  }

  /** Waits between two tries, though not beyond the end. */
  private boolean stopped() {
    try {
      return stopping.await(consumer == null ? 0 : PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Waits until it hears, and not for long. */
  void awaitPlaced() throws InterruptedException {
    if (!placed.await(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("Kafka does not answer: runs are shown as the view has them until it does");
    }
  }

  void stop() {
    stopping.countDown();
    Consumer<?, ?> open = consumer;
    if (open != null) {
      open.wakeup();
    }
  }
}
