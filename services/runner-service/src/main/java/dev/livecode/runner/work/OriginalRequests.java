package dev.livecode.runner.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.kafka.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Finds the request behind a dead letter: the broker copies key and value, but neither the headers
 * that say what it is, nor a value above 1 MiB. It says where the original lies, though.
 */
final class OriginalRequests {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConsumerFactory<String, byte[]> consumers;

  OriginalRequests(ConsumerFactory<String, byte[]> consumers) {
    this.consumers = consumers;
  }

  /** The original; the dead letter itself where the queue does not have it any more. */
  ConsumerRecord<String, byte[]> of(ConsumerRecord<String, byte[]> deadLetter) {
    Header partition = deadLetter.headers().lastHeader("__dlq.errors.partition");
    Header offset = deadLetter.headers().lastHeader("__dlq.errors.offset");
    if (partition == null || offset == null) {
      return deadLetter;
    }
    var place = new TopicPartition(Topics.RUN_REQUESTS, (int) number(partition));
    try (Consumer<String, byte[]> consumer = consumers.createConsumer("originals", null)) {
      consumer.assign(List.of(place));
      consumer.seek(place, number(offset));
      for (ConsumerRecord<String, byte[]> record : consumer.poll(PATIENCE)) {
        return record.offset() == number(offset) ? record : deadLetter;
      }
      return deadLetter;
    }
  }

  private static long number(Header header) {
    return Long.parseLong(new String(header.value(), UTF_8));
  }
}
