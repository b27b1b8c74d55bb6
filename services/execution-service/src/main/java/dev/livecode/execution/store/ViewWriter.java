package dev.livecode.execution.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes view and archive of the log's records, in the tables to which a connection leads. Several
 * threads may write at once, each partitions of its own.
 */
public final class ViewWriter {

  private final RecordReader reader = new RecordReader();
  private final Positions positions = new Positions();
  private final Projector projector;

  /** Writes through these connections. */
  public ViewWriter(JdbcOperations jdbc, TransactionOperations transaction) {
    projector = new Projector(jdbc, transaction);
  }

  /** Goes on where the tables say: answers the offset that comes next in each partition. */
  public Map<TopicPartition, Long> resume(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Standing> stored = projector.load(partitions);
    positions.set(stored);
    Map<TopicPartition, Long> next = new HashMap<>();
    stored.forEach((partition, standing) -> next.put(partition, standing.next()));
    return next;
  }

  /**
   * Writes the records, each partition's in its order, in one transaction; when the store refuses
   * one of them, in one for each, and the one that is to blame as a dead letter.
   *
   * @throws FencedException when another writer has moved one of the partitions
   */
  public Written write(List<ConsumerRecord<byte[], byte[]>> batch) {
    List<LogRecord> records = batch.stream().map(reader::read).toList();
    try {
      return project(records);
    } catch (DataIntegrityViolationException _) {
      List<Written> written = new ArrayList<>();
      records.forEach(record -> written.add(projectAlone(record)));
      return Written.ofAll(written);
    }
  }

  /** One of a batch that the store refused: only the record that is to blame is skipped. */
  private Written projectAlone(LogRecord record) {
    try {
      return project(List.of(record));
    } catch (DataIntegrityViolationException e) {
      return project(List.of(LogRecord.refused(record.raw(), e)));
    }
  }

  private Written project(List<LogRecord> records) {
    Batch batch = positions.batch(records);
    projector.apply(batch);
    positions.moved(batch.advances());
    return Written.of(batch);
  }
}
