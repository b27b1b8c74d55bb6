package dev.livecode.execution.log;

import static org.apache.kafka.clients.consumer.ConsumerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import dev.livecode.contracts.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Consumers of the log that belong to no group. */
@Component
public class LogSource {

  /** How long Kafka may take for an answer. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a thread holds in memory at once is bounded by the bytes, unless records are small. */
  private static final int BYTES = 8 * 1024 * 1024;

  private static final int RECORDS = 4_000;

  private final Map<String, Object> settings;
  private final AtomicInteger opened = new AtomicInteger();

  LogSource(ConsumerFactory<?, ?> factory) {
    settings = new HashMap<>(factory.getConfigurationProperties());
    settings.remove(GROUP_ID_CONFIG);
    settings.put(FETCH_MAX_BYTES_CONFIG, BYTES);
    settings.put(MAX_POLL_RECORDS_CONFIG, RECORDS);
  }

  /** A consumer with nothing assigned, to be closed. */
  public Consumer<byte[], byte[]> open() {
    return open(Map.of());
  }

  private Consumer<byte[], byte[]> open(Map<String, Object> others) {
    Map<String, Object> own = new HashMap<>(settings);
    own.putAll(others);
    own.put(CLIENT_ID_CONFIG, "livecode.reader-" + opened.incrementAndGet());
    return new KafkaConsumer<>(own);
  }

  /** The same for who wants one record at a time. */
  public Consumer<byte[], byte[]> openForOne() {
    return open(Map.of(MAX_POLL_RECORDS_CONFIG, 1, MAX_PARTITION_FETCH_BYTES_CONFIG, 1024));
  }

  /** All partitions that the view is made from. */
  public List<TopicPartition> partitions() {
    try (Consumer<?, ?> consumer = open()) {
      return partitions(consumer);
    }
  }

  /** The same, asked over a consumer that is open. */
  public static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(Topics.RUN_REQUESTS, Topics.RUN_EVENTS)) {
      consumer.partitionsFor(topic, PATIENCE).stream()
          .map(it -> new TopicPartition(topic, it.partition()))
          .forEach(partitions::add);
    }
    return partitions;
  }

  /** The first offset of each that the log still has. */
  public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    try (Consumer<?, ?> consumer = open()) {
      return consumer.beginningOffsets(partitions, PATIENCE);
    }
  }

  /** The offset behind the last record of each. */
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    try (Consumer<?, ?> consumer = open()) {
      return consumer.endOffsets(partitions, PATIENCE);
    }
  }
}
