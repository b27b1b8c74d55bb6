package dev.livecode.testing;

import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.KafkaRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics of Kafka's log from their beginning. For one thread. */
public final class LogReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final RunEventCodec CODEC = new RunEventCodec();

  private final KafkaConsumer<String, byte[]> consumer;

  /** At the beginning of the topics. */
  public LogReader(String bootstrapServers, String... topics) {
    Map<String, Object> settings = new HashMap<>(ClientSizes.consumer());
    settings.put("bootstrap.servers", bootstrapServers);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(topics)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Every event of that type that the topic has at this moment. */
  public static <E extends RunEvent> List<E> events(
      String bootstrapServers, String topic, Class<E> type) {
    var events = new ArrayList<E>();
    try (var reader = new LogReader(bootstrapServers, topic)) {
      reader.readToTheEnd(
          record -> {
            RunEvent event = CODEC.decode(KafkaRecords.fromConsumerRecord(record)).event();
            if (type.isInstance(event)) {
              events.add(type.cast(event));
            }
          });
    }
    return events;
  }

  /** What was not read before, as far as it comes within a moment. */
  public ConsumerRecords<String, byte[]> next() {
    return consumer.poll(PATIENCE);
  }

  /** Takes each record up to the end that the topics have at this moment. */
  public void readToTheEnd(Consumer<ConsumerRecord<String, byte[]>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
      next().forEach(each);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
