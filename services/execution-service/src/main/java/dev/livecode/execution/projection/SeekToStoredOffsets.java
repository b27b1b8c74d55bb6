package dev.livecode.execution.projection;

import dev.livecode.execution.progress.Progress;
import dev.livecode.execution.store.ViewWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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

  private final ViewWriter view;
  private final Progress progress;
  private final ProjectionState state;
  private final Duration backoff;

  SeekToStoredOffsets(
      ViewWriter view, Progress progress, ProjectionState state, ProjectionProperties properties) {
    this.view = view;
    this.progress = progress;
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
    progress.ours(names(partitions));
    state.running();
  }

  @Override
  public void onPartitionsRevokedAfterCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    progress.notOurs(names(partitions));
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    progress.notOurs(names(partitions));
  }

  private static List<String> names(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::toString).toList();
  }

  /** False, with the reason in the state, when Postgres could not be asked. */
  boolean seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> offsets;
    try {
      offsets = view.resume(partitions);
    } catch (DataAccessException | TransactionException e) {
      state.failing("Can't read the stored offsets: " + e.getMessage(), backoff);
      return false;
    }
    offsets.forEach(consumer::seek);
    offsets.forEach((partition, next) -> progress.reached(partition.toString(), next));
    return true;
  }
}
