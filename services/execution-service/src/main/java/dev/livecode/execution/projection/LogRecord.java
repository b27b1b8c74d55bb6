package dev.livecode.execution.projection;

import dev.livecode.contracts.EventEnvelope;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log, as it came and as far as it could be read.
 *
 * @param headers see {@link RecordedHeaders}
 * @param envelope null when the record is no event that the fold can take
 */
@SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
record LogRecord(
    TopicPartition topicPartition,
    long offset,
    @Nullable String key,
    byte[] headers,
    @Nullable String type,
    byte @Nullable [] data,
    @Nullable EventEnvelope envelope) {

  /** The same record, to be archived only. */
  LogRecord withoutEvent() {
    return new LogRecord(topicPartition, offset, key, headers, type, data, null);
  }
}
