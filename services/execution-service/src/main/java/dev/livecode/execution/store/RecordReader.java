package dev.livecode.execution.store;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.kafka.KafkaRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the log. One that is no legal event is kept as it is, with the reason. */
class RecordReader {

  private final RunEventCodec codec = new RunEventCodec();

  @SuppressWarnings("CatchingUnchecked") // Whatever is wrong with one record must not stop the log.
  LogRecord read(ConsumerRecord<byte[], byte[]> record) {
    try {
      EventEnvelope envelope =
          codec.decode(KafkaRecords.event(LogRecord.key(record), record.headers(), record.value()));
      StorableTimes.check(envelope);
      return LogRecord.of(record, envelope);
    } catch (RuntimeException e) {
      return LogRecord.refused(record, e);
    }
  }
}
