package dev.livecode.runner.queue;

import dev.livecode.contracts.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the share group: takes a request, keeps it and says what became of it. Only for the
 * thread that made it.
 */
final class RunQueue implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RunQueue.class);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final ShareConsumer<String, byte[]> consumer;

  RunQueue(ShareConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
    consumer.subscribe(List.of(Topics.RUN_REQUESTS));
  }

  /** The next request, locked for us. */
  Optional<ConsumerRecord<String, byte[]>> take(Duration patience) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      return Optional.of(record);
    }
    return Optional.empty();
  }

  /** Prolongs the lock; false when the record is ours no more. */
  boolean renew(ConsumerRecord<String, byte[]> record) {
    return settle(record, AcknowledgeType.RENEW) && comesBack(record);
  }

  /** Says what became of the record; false when Kafka did not take it from us. */
  boolean settle(ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
    try {
      consumer.acknowledge(record, type);
      Optional<KafkaException> refusal =
          consumer.commitSync(ANSWER).values().stream().flatMap(Optional::stream).findFirst();
      refusal.ifPresent(it -> warn(record, type, it));
      return refusal.isEmpty();
    } catch (KafkaException | IllegalStateException e) {
      warn(record, type, e);
      return false;
    }
  }

  /** A renewed record must be polled again before anything else can be said of it. */
  private boolean comesBack(ConsumerRecord<String, byte[]> record) {
    long deadline = System.nanoTime() + ANSWER.toNanos();
    while (System.nanoTime() - deadline < 0) {
      for (ConsumerRecord<String, byte[]> other : consumer.poll(LOOK)) {
        if (other.partition() == record.partition() && other.offset() == record.offset()) {
          return true;
        }
        log.warn("{}: another record came while this one was held; handing it back", other.key());
        settle(other, AcknowledgeType.RELEASE);
        return false;
      }
    }
    return false;
  }

  private static void warn(
      ConsumerRecord<String, byte[]> record, AcknowledgeType type, Exception e) {
    log.warn(
        "{}: Kafka did not take our {}, so the request may be delivered again: {}",
        record.key(),
        type,
        e.getMessage());
  }

  @Override
  public void close() {
    consumer.close(CLOSING);
  }
}
