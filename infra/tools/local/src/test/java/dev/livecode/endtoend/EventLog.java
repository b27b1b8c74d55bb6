package dev.livecode.endtoend;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.KafkaRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads Kafka's log from its beginning to its end at this moment. */
final class EventLog {

  private static final RunEventCodec CODEC = new RunEventCodec();

  static <E extends RunEvent> List<E> all(String bootstrapServers, String topic, Class<E> type) {
    Map<String, Object> settings = new HashMap<>(ClientSizes.consumer());
    settings.put("bootstrap.servers", bootstrapServers);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(it -> new TopicPartition(topic, it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, consumer.endOffsets(partitions), type);
    }
  }

  private static <E extends RunEvent> List<E> read(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Class<E> type) {
    var events = new ArrayList<E>();
    while (ends.entrySet().stream()
        .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        EventEnvelope envelope = CODEC.decode(KafkaRecords.fromConsumerRecord(record));
        if (type.isInstance(envelope.event())) {
          events.add(type.cast(envelope.event()));
        }
      }
    }
    return events;
  }

  private EventLog() {}
}
