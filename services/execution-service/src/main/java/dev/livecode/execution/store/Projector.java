package dev.livecode.execution.store;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.execution.view.ExecutionView;
import dev.livecode.execution.view.Fold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/** Writes a batch of records: offsets, archive, view and output in one transaction. */
class Projector {

  private static final int TRIES = 3;

  private final TransactionOperations transaction;
  private final StoredOffsets offsets;
  private final EventArchive archive;
  private final StoredExecutions executions;
  private final OutputChunks chunks;

  Projector(JdbcOperations jdbc, TransactionOperations transaction) {
    this.transaction = transaction;
    this.offsets = new StoredOffsets(jdbc);
    this.archive = new EventArchive(jdbc);
    this.executions = new StoredExecutions(jdbc);
    this.chunks = new OutputChunks(jdbc);
  }

  /** Where the partitions stand in the tables. */
  Map<TopicPartition, Standing> load(Collection<TopicPartition> partitions) {
    return offsets.load(partitions);
  }

  /**
   * Writes all of it or nothing.
   *
   * @throws FencedException when another projector has moved one of the partitions
   */
  void apply(Batch batch) {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.executeWithoutResult(_ -> write(batch));
        return;
      } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
        // Another projector, with other partitions, met the same new run: now its row is there.
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private void write(Batch batch) {
    offsets.advance(batch.advances());
    archive.insert(batch.records());
    List<RunEvent> events =
        batch.records().stream()
            .map(it -> it.record().envelope())
            .filter(Objects::nonNull)
            .map(EventEnvelope::event)
            .toList();
    chunks.insert(
        events.stream().filter(RunOutput.class::isInstance).map(RunOutput.class::cast).toList());
    fold(events);
  }

  private void fold(List<RunEvent> events) {
    // Sorted as PostgreSQL sorts them, so that all projectors lock and insert in one order.
    var views = new TreeMap<UUID, @Nullable ExecutionView>(UnsignedOrder::compare);
    events.stream()
        .filter(event -> !(event instanceof RunRequested))
        .forEach(event -> views.put(event.executionId(), null));
    insertQueued(events, views.keySet());
    if (views.isEmpty()) {
      return;
    }
    Map<UUID, ExecutionView> before = executions.lock(views.keySet());
    views.putAll(before);
    events.forEach(e -> views.put(e.executionId(), Fold.apply(views.get(e.executionId()), e)));
    save(views, before);
  }

  /** A request makes a row where there is none and changes no other, so nobody need look first. */
  private void insertQueued(List<RunEvent> events, Set<UUID> others) {
    var queued = new TreeMap<UUID, ExecutionView>(UnsignedOrder::compare);
    for (RunEvent event : events) {
      if (event instanceof RunRequested && !others.contains(event.executionId())) {
        queued.putIfAbsent(event.executionId(), requireNonNull(Fold.apply(null, event)));
      }
    }
    executions.insertNew(List.copyOf(queued.values()));
  }

  private void save(Map<UUID, @Nullable ExecutionView> views, Map<UUID, ExecutionView> before) {
    List<ExecutionView> created = new ArrayList<>();
    List<ExecutionView> changed = new ArrayList<>();
    views.forEach(
        (id, view) -> {
          if (!before.containsKey(id) && view != null) {
            created.add(view);
          } else if (!Objects.equals(view, before.get(id))) {
            changed.add(requireNonNull(view));
          }
        });
    executions.insert(created);
    executions.update(changed);
  }
}
