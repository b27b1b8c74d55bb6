package dev.livecode.execution.projection;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.kafka.KafkaRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads records of the log. One that is no legal event is logged, counted and kept as it is. */
@Component
class RecordReader {

  private static final Logger log = LoggerFactory.getLogger(RecordReader.class);

  private final RunEventCodec codec = new RunEventCodec();
  private final Counter poison;

  RecordReader(MeterRegistry meters) {
    poison =
        Counter.builder("livecode.projection.poison")
            .description("Records that are no legal events; archived, and skipped by the fold")
            .register(meters);
  }

  LogRecord read(ConsumerRecord<String, byte[]> record) {
    return new LogRecord(
        new TopicPartition(record.topic(), record.partition()),
        record.offset(),
        record.key(),
        RecordedHeaders.of(record.headers()),
        KafkaRecords.type(record),
        record.value(),
        decode(record));
  }

  /** The record without its event, for one that decodes but that the store refuses. */
  LogRecord refused(LogRecord record, RuntimeException reason) {
    report(record.topicPartition().toString(), record.offset(), record.key(), reason);
    return record.withoutEvent();
  }

  @SuppressWarnings("CatchingUnchecked") // Whatever is wrong with one record must not stop the log.
  private @Nullable EventEnvelope decode(ConsumerRecord<String, byte[]> record) {
    try {
      EventEnvelope envelope = codec.decode(KafkaRecords.fromConsumerRecord(record));
      StorableTimes.check(envelope);
      return envelope;
    } catch (RuntimeException e) {
      report(record.topic() + "-" + record.partition(), record.offset(), record.key(), e);
      return null;
    }
  }

  private void report(
      String topicPartition, long offset, @Nullable String key, RuntimeException reason) {
    poison.increment();
    log.warn(
        "Record {} at offset {} with key '{}' is archived and skipped: {}",
        topicPartition,
        offset,
        oneLine(key),
        oneLine(reason.getMessage()));
  }

  /** What a stranger wrote must not look like log lines of ours. */
  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
  }
}
