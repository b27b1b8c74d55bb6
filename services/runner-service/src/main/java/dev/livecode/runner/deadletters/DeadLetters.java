package dev.livecode.runner.deadletters;

import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads all dead letters there are. Thread-safe. */
final class DeadLetters {

  /** The group in which runners end what was given up. */
  static final String GROUP = "livecode.dead-letters";

  private static final TopicPartition PLACE = new TopicPartition(Topics.RUN_REQUESTS_DLQ, 0);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private final ConsumerFactory<String, byte[]> consumers;
  private final OriginalRequests originals;

  DeadLetters(ConsumerFactory<String, byte[]> consumers, OriginalRequests originals) {
    this.consumers = consumers;
    this.originals = originals;
  }

  /**
   * All of them, oldest first.
   *
   * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
   */
  List<DeadLetter> all() {
    List<DeadLetter> letters = new ArrayList<>();
    Map<String, UUID> redriven = new HashMap<>();
    try (var consumer = consumers.createConsumer(GROUP, null);
        var requests = originals.open()) {
      long told = told(consumer);
      readAll(
          consumer,
          record -> {
            if (RedriveMark.isOn(record)) {
              redriven.put(record.key(), RedriveMark.redrivenAs(record));
            } else {
              RunRequested run = requests.of(record).orElse(null);
              letters.add(DeadLetter.of(record, run, record.offset() < told));
            }
          });
    }
    return letters.stream().map(it -> it.redrivenAs(redriven.get(it.executionId()))).toList();
  }

  /** Every letter before this one was dealt with. */
  private static long told(Consumer<?, ?> consumer) {
    @Nullable OffsetAndMetadata committed = consumer.committed(Set.of(PLACE), ANSWER).get(PLACE);
    return committed == null ? 0 : committed.offset();
  }

  private static void readAll(
      Consumer<String, byte[]> consumer,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
    consumer.assign(List.of(PLACE));
    consumer.seekToBeginning(List.of(PLACE));
    long end = consumer.endOffsets(List.of(PLACE), ANSWER).getOrDefault(PLACE, 0L);
    while (consumer.position(PLACE, ANSWER) < end) {
      var records = consumer.poll(LONGEST_SILENCE);
      if (records.isEmpty()) {
        throw new TimeoutException("No dead letter came within " + LONGEST_SILENCE);
      }
      records.forEach(each);
    }
  }
}
