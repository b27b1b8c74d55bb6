package dev.livecode.runner.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What Kafka writes on a dead letter; null where it wrote nothing. */
final class DeadLetterHeaders {

  private static final String PREFIX = "__dlq.errors.";

  /** Where the request lies in the queue's topic. */
  static DeadLetter.@Nullable Place place(ConsumerRecord<String, byte[]> deadLetter) {
    Long partition = number(deadLetter, "partition");
    Long offset = number(deadLetter, "offset");
    return partition == null || offset == null
        ? null
        : new DeadLetter.Place(partition.intValue(), offset);
  }

  static @Nullable Long deliveryCount(ConsumerRecord<String, byte[]> deadLetter) {
    return number(deadLetter, "delivery.count");
  }

  /** Why it was given up. */
  static @Nullable String message(ConsumerRecord<String, byte[]> deadLetter) {
    return text(deadLetter, "message");
  }

  private static @Nullable Long number(ConsumerRecord<String, byte[]> deadLetter, String name) {
    String text = text(deadLetter, name);
    return text == null ? null : Long.valueOf(text);
  }

  private static @Nullable String text(ConsumerRecord<String, byte[]> deadLetter, String name) {
    Header header = deadLetter.headers().lastHeader(PREFIX + name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private DeadLetterHeaders() {}
}
