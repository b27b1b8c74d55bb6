package dev.livecode.execution.projection;

import dev.livecode.execution.store.FencedException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * What follows a failure. A batch that could not be written is read again, from where Postgres
 * says, for ever; offsets that the log does not have end the projection, because no guess would be
 * right.
 */
@Component
class RetryFromStoredOffsets implements CommonErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(RetryFromStoredOffsets.class);

  private final SeekToStoredOffsets offsets;
  private final ProjectionState state;
  private final Duration backoff;

  RetryFromStoredOffsets(
      SeekToStoredOffsets offsets, ProjectionState state, ProjectionProperties properties) {
    this.offsets = offsets;
    this.state = state;
    this.backoff = properties.retryBackoff();
  }

  @Override
  public boolean seeksAfterHandling() {
    return true;
  }

  @Override
  public boolean isAckAfterHandle() {
    return false;
  }

  @Override
  public void handleBatch(
      Exception thrown,
      ConsumerRecords<?, ?> records,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable invokeListener) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    boolean fenced = cause instanceof FencedException;
    state.failing(String.valueOf(cause.getMessage()), fenced ? Duration.ZERO : backoff);
    if (!fenced && state.isClosedWithin(backoff)) {
      return;
    }
    Collection<TopicPartition> partitions = new HashSet<>(records.partitions());
    partitions.retainAll(consumer.assignment());
    if (!offsets.seek(consumer, partitions)) {
      // The batch's own beginning is right too: should it have been written, the fence will say so.
      partitions.forEach(p -> consumer.seek(p, records.records(p).getFirst().offset()));
    }
  }

  @Override
  public void handleOtherException(
      Exception thrown,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    if (thrown instanceof InvalidOffsetException) {
      state.stopped("The log does not have the offsets that come next: " + thrown.getMessage());
      container.stopAbnormally(() -> {});
      return;
    }
    log.warn("Kafka can't be read at the moment, trying again", thrown);
    state.isClosedWithin(backoff);
  }
}
