package dev.livecode.execution.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.kafka.KafkaRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log, as it came and as far as it could be read.
 *
 * @param envelope null when the record is no event that the fold can take
 * @param refusal why it is none; null when it is one
 */
record LogRecord(
    ConsumerRecord<byte[], byte[]> raw,
    @Nullable EventEnvelope envelope,
    @Nullable String refusal) {

  static LogRecord of(ConsumerRecord<byte[], byte[]> raw, EventEnvelope envelope) {
    return new LogRecord(raw, envelope, null);
  }

  /** One that is to be archived only. */
  static LogRecord refused(ConsumerRecord<byte[], byte[]> raw, RuntimeException reason) {
    return new LogRecord(raw, null, storable(String.valueOf(reason.getMessage())));
  }

  TopicPartition topicPartition() {
    return new TopicPartition(raw.topic(), raw.partition());
  }

  /** Which type of event it says that it is; null when it does not say. */
  @Nullable String type() {
    String type = KafkaRecords.type(raw.headers());
    return type == null ? null : storable(type);
  }

  /** The key as text, null for none. */
  static @Nullable String key(ConsumerRecord<byte[], byte[]> raw) {
    return raw.key() == null ? null : new String(raw.key(), UTF_8);
  }

  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
