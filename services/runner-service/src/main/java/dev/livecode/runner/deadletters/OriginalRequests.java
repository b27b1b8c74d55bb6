package dev.livecode.runner.deadletters;

import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Finds the request behind a dead letter: the broker copies key and value, but neither the headers
 * that say what it is, nor a value above 1 MiB. It says where the original lies, though.
 */
final class OriginalRequests {

  private static final Logger log = LoggerFactory.getLogger(OriginalRequests.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConsumerFactory<String, byte[]> consumers;
  private final RunEventCodec codec = new RunEventCodec();

  OriginalRequests(ConsumerFactory<String, byte[]> consumers) {
    this.consumers = consumers;
  }

  /** A reader of originals; to be closed by the thread that uses it. */
  Reader open() {
    return new Reader(consumers.createConsumer("originals", null));
  }

  /** The original; empty when it is no request, or the queue does not have it any more. */
  Optional<RunRequested> of(ConsumerRecord<String, byte[]> deadLetter) {
    try (Reader reader = open()) {
      return reader.of(deadLetter);
    }
  }

  /** Reads one original after the other. For one thread. */
  final class Reader implements AutoCloseable {

    private final Consumer<String, byte[]> consumer;

    private Reader(Consumer<String, byte[]> consumer) {
      this.consumer = consumer;
    }

    /** As above. */
    Optional<RunRequested> of(ConsumerRecord<String, byte[]> deadLetter) {
      DeadLetter.Place place = DeadLetterHeaders.place(deadLetter);
      return place == null ? decode(deadLetter) : at(place);
    }

    /** The request at this place; empty as above. */
    Optional<RunRequested> at(DeadLetter.Place place) {
      var partition = new TopicPartition(Topics.RUN_REQUESTS, place.partition());
      consumer.assign(List.of(partition));
      consumer.seek(partition, place.offset());
      for (ConsumerRecord<String, byte[]> record : consumer.poll(PATIENCE)) {
        return record.offset() == place.offset() ? decode(record) : Optional.empty();
      }
      return Optional.empty();
    }

    private Optional<RunRequested> decode(ConsumerRecord<String, byte[]> record) {
      try {
        return codec.decode(KafkaRecords.fromConsumerRecord(record)).event()
                instanceof RunRequested run
            ? Optional.of(run)
            : Optional.empty();
      } catch (UndecodableEventException e) {
        log.warn(
            "{}: the request behind a dead letter can't be read: {}", record.key(), e.getMessage());
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
