package dev.livecode.execution.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Whoever is given a partition goes on where Postgres says that it stands. */
@Component
class SeekToStoredOffsets implements ConsumerAwareRebalanceListener {

  private final StoredOffsets stored;
  private final Positions positions;
  private final ProjectionState state;
  private final Duration backoff;

  SeekToStoredOffsets(
      StoredOffsets stored,
      Positions positions,
      ProjectionState state,
      ProjectionProperties properties) {
    this.stored = stored;
    this.positions = positions;
    this.state = state;
    this.backoff = properties.retryBackoff();
  }

  /**
   * Waits for Postgres as long as it takes: a consumer that polled before it was told where to go
   * on would have nothing to go by.
   */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    while (!seek(consumer, partitions)) {
      if (state.isClosedWithin(backoff)) {
        consumer.pause(partitions);
        return;
      }
    }
    state.running();
  }

  /** False, with the reason in the state, when Postgres could not be asked. */
  boolean seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> offsets;
    try {
      offsets = stored.load(partitions);
    } catch (DataAccessException | TransactionException e) {
      state.failing("Can't read the stored offsets: " + e.getMessage(), backoff);
      return false;
    }
    offsets.forEach(consumer::seek);
    positions.set(offsets);
    return true;
  }
}
