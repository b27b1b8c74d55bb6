package dev.livecode.contracts.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.EncodedEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Encoded events as Kafka records. */
public final class KafkaRecords {

  /** A record for the given topic, keyed as the event says. */
  public static ProducerRecord<String, byte[]> toProducerRecord(String topic, EncodedEvent event) {
    var record = new ProducerRecord<>(topic, event.key(), event.data());
    event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  /**
   * The encoded event in a record, with every header that has a value; a missing key or value is
   * empty.
   */
  public static EncodedEvent fromConsumerRecord(ConsumerRecord<String, byte[]> record) {
    return event(record.key(), record.headers(), record.value());
  }

  /** The same of a record's parts. */
  public static EncodedEvent event(@Nullable String key, Headers headers, byte @Nullable [] value) {
    Map<String, String> texts = new HashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), UTF_8));
      }
    }
    return new EncodedEvent(key == null ? "" : key, texts, value == null ? new byte[0] : value);
  }

  /**
   * Which type of event the record says that it is, read without its data; null when it does not.
   */
  public static @Nullable String type(ConsumerRecord<String, byte[]> record) {
    return type(record.headers());
  }

  /** The same of a record's headers. */
  public static @Nullable String type(Headers headers) {
    Header type = headers.lastHeader("ce_type");
    return type == null || type.value() == null ? null : new String(type.value(), UTF_8);
  }

  /** Whether the record says that a run has finished, in whatever version. */
  public static boolean saysFinished(ConsumerRecord<String, byte[]> record) {
    return says("dev.livecode.run.finished.", record);
  }

  /** Whether the record says that a program has taken typed input, in whatever version. */
  public static boolean saysStdinTaken(ConsumerRecord<String, byte[]> record) {
    return says("dev.livecode.run.stdin-taken.", record);
  }

  private static boolean says(String type, ConsumerRecord<String, byte[]> record) {
    String said = type(record);
    return said != null && said.startsWith(type);
  }

  private KafkaRecords() {}
}
