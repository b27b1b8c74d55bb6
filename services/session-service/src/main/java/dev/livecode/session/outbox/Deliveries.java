package dev.livecode.session.outbox;

import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Sends rows to Kafka, and remembers how that went until the relay writes it down. */
@Component
class Deliveries {

  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  private final KafkaTemplate<String, byte[]> kafka;
  private final Queue<Long> confirmed = new ConcurrentLinkedQueue<>();
  private final Queue<Long> failed = new ConcurrentLinkedQueue<>();
  private final Queue<Long> refused = new ConcurrentLinkedQueue<>();
  private volatile boolean kafkaThere = true;

  Deliveries(KafkaTemplate<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Finds the brokers, which the first run would have to wait for otherwise. */
  void prepare() {
    try {
      var _ = kafka.partitionsFor(Topics.RUN_REQUESTS);
    } catch (RuntimeException e) {
      log.warn("Kafka is not there yet, runs are accepted all the same: {}", e.toString());
    }
  }

  /** Whether Kafka took the last event that was sent to it. */
  boolean isKafkaThere() {
    return kafkaThere;
  }

  /** Sends a row; may wait for a broker to be found, never for the confirmation. */
  void send(OutboxRow row) {
    try {
      var _ =
          kafka
              .send(KafkaRecords.toProducerRecord(row.topic(), row.event()))
              .whenComplete((_, failure) -> done(row, failure));
    } catch (RuntimeException e) {
      done(row, e);
    }
  }

  /** Gives up a row unsent, because the one before it showed that Kafka is away. */
  void skip(OutboxRow row) {
    failed.add(row.id());
  }

  private void done(OutboxRow row, @Nullable Throwable failure) {
    if (failure == null) {
      confirmed.add(row.id());
      noteThere();
    } else if (causedBySize(failure)) {
      log.error("Execution {}: Kafka refuses its request, tried again later", key(row), failure);
      refused.add(row.id());
    } else {
      failed.add(row.id());
      noteAway(row, failure);
    }
  }

  private void noteThere() {
    if (!kafkaThere) {
      kafkaThere = true;
      log.info("Kafka is back, outstanding requests are sent next");
    }
  }

  private void noteAway(OutboxRow row, Throwable failure) {
    if (kafkaThere) {
      kafkaThere = false;
      log.warn(
          "Execution {}: Kafka is away, requests are kept and one at a time is tried: {}",
          key(row),
          NestedExceptionUtils.getMostSpecificCause(failure).toString());
    }
  }

  private static String key(OutboxRow row) {
    return row.event().key();
  }

  private static boolean causedBySize(Throwable failure) {
    return ExceptionUtils.throwableOfType(failure, RecordTooLargeException.class) != null;
  }

  /** Waits until everything that was sent is confirmed or has failed. */
  void awaitAll() {
    kafka.flush();
  }

  List<Long> takeConfirmed() {
    return take(confirmed);
  }

  List<Long> takeFailed() {
    return take(failed);
  }

  /** Rows that Kafka refuses for what they are: other rows fare better. */
  List<Long> takeRefused() {
    return take(refused);
  }

  /** Keeps rows whose end could not be written down. */
  void keepConfirmed(List<Long> ids) {
    confirmed.addAll(ids);
  }

  private static List<Long> take(Queue<Long> queue) {
    List<Long> ids = new ArrayList<>();
    for (Long id = queue.poll(); id != null; id = queue.poll()) {
      ids.add(id);
    }
    return ids;
  }
}
