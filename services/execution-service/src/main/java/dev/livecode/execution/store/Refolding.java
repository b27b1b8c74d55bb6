package dev.livecode.execution.store;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.execution.archive.ArchivedRecords;
import dev.livecode.execution.view.ExecutionView;
import dev.livecode.execution.view.Fold;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads a dead letter once more, as this version does, and folds its run anew from the archive, in
 * log order: as if the record had been read when it came.
 */
@Component
public class Refolding {

  private static final int TRIES = 3;

  private final RecordReader reader = new RecordReader();
  private final JdbcOperations jdbc;
  private final TransactionOperations transaction;
  private final StoredExecutions executions;
  private final OutputChunks chunks;

  Refolding(JdbcOperations jdbc, TransactionOperations transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.executions = new StoredExecutions(jdbc);
    this.chunks = new OutputChunks(jdbc);
  }

  /** What came of it. */
  public sealed interface Retried {

    /** It is an event now, of this run. */
    record Read(UUID executionId) implements Retried {}

    /** It is still none. */
    record Refused(String reason) implements Retried {}

    /** No dead letter has this place. */
    record Unknown() implements Retried {}
  }

  /** Tries the dead letter at this place. */
  public Retried retry(String topic, int partition, long offset) {
    for (int attempt = 1; ; attempt++) {
      try {
        return requireNonNull(transaction.execute(_ -> tryOnce(topic, partition, offset)));
      } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
        // The living projection met the same run for the first time: now its row is there.
        if (attempt == TRIES) {
          throw e;
        }
      } catch (DataIntegrityViolationException e) {
        return stillRefused(topic, partition, offset, String.valueOf(e.getMessage()));
      }
    }
  }

  private Retried tryOnce(String topic, int partition, long offset) {
    // A replay that is about to switch waits for this, or this for it.
    jdbc.execute("LOCK TABLE projection_offset IN ROW EXCLUSIVE MODE");
    Optional<ConsumerRecord<byte[], byte[]>> letter = letter(topic, partition, offset);
    if (letter.isEmpty()) {
      return new Retried.Unknown();
    }
    LogRecord record = reader.read(letter.get());
    EventEnvelope envelope = record.envelope();
    if (envelope == null) {
      return stillRefused(topic, partition, offset, String.valueOf(record.refusal()));
    }
    readAs(record, envelope);
    refold(envelope.event().executionId());
    return new Retried.Read(envelope.event().executionId());
  }

  private Retried stillRefused(String topic, int partition, long offset, String reason) {
    jdbc.update(
        "UPDATE dead_letter SET reason = ? WHERE topic = ? AND partition = ? AND offset_ = ?",
        reason.replace('\0', '\uFFFD'),
        topic,
        partition,
        offset);
    return new Retried.Refused(reason);
  }

  private Optional<ConsumerRecord<byte[], byte[]>> letter(
      String topic, int partition, long offset) {
    return jdbc
        .query(
            "SELECT "
                + ArchivedRecords.COLUMNS
                + """
                 FROM dead_letter JOIN event_archive USING (topic, partition, offset_)
                WHERE topic = ? AND partition = ? AND offset_ = ? FOR UPDATE
                """,
            ArchivedRecords.MAPPER,
            topic,
            partition,
            offset)
        .stream()
        .findFirst();
  }

  private void readAs(LogRecord record, EventEnvelope envelope) {
    ConsumerRecord<byte[], byte[]> raw = record.raw();
    jdbc.update(
        """
        UPDATE event_archive SET execution_id = ?, event_id = ?, type = ?, time = ?
        WHERE topic = ? AND partition = ? AND offset_ = ?
        """,
        envelope.event().executionId(),
        envelope.id(),
        record.type(),
        Timestamp.from(envelope.time()),
        raw.topic(),
        raw.partition(),
        raw.offset());
    jdbc.update(
        "DELETE FROM dead_letter WHERE topic = ? AND partition = ? AND offset_ = ?",
        raw.topic(),
        raw.partition(),
        raw.offset());
  }

  private void refold(UUID executionId) {
    // Held before the archive is read: what the living projection adds meanwhile comes behind.
    boolean exists = !executions.lock(List.of(executionId)).isEmpty();
    jdbc.update("DELETE FROM output_chunk WHERE execution_id = ?", executionId);
    List<RunEvent> events = events(executionId);
    chunks.insert(
        events.stream().filter(RunOutput.class::isInstance).map(RunOutput.class::cast).toList());
    ExecutionView view = fold(events);
    if (view != null && exists) {
      executions.update(List.of(view));
    } else if (view != null) {
      executions.insert(List.of(view));
    }
  }

  private static @Nullable ExecutionView fold(List<RunEvent> events) {
    ExecutionView view = null;
    for (RunEvent event : events) {
      view = Fold.apply(view, event);
    }
    return view;
  }

  private List<RunEvent> events(UUID executionId) {
    return jdbc
        .query(
            "SELECT "
                + ArchivedRecords.COLUMNS
                + " FROM event_archive WHERE execution_id = ?"
                + " ORDER BY topic <> ?, partition, offset_",
            ArchivedRecords.MAPPER,
            executionId,
            Topics.RUN_REQUESTS)
        .stream()
        .map(reader::read)
        .map(LogRecord::envelope)
        .filter(Objects::nonNull)
        .map(EventEnvelope::event)
        .toList();
  }
}
