package dev.livecode.execution.replay;

import dev.livecode.execution.store.ViewOffsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** The generation that is read, and where it stands. */
@Component
class Living {

  private final JdbcOperations jdbc;

  Living(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The offset that comes next in each of the partitions. */
  Map<TopicPartition, Long> standing(List<TopicPartition> partitions) {
    Map<String, Long> stored = new ViewOffsets(jdbc).all();
    Map<TopicPartition, Long> standing = new HashMap<>();
    partitions.forEach(it -> standing.put(it, stored.getOrDefault(it.toString(), 0L)));
    return standing;
  }

  /** Lets nobody move it on until the caller's transaction ends. */
  void hold() {
    jdbc.execute("LOCK TABLE projection_offset IN EXCLUSIVE MODE");
  }

  /**
   * Does nothing if the log has all that it ever had, up to where this generation stands.
   *
   * @throws NotCoveredException saying what a replay would lose
   */
  void checkCovered(Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
    Map<String, Long> inLog = new HashMap<>();
    ends.forEach((partition, end) -> inLog.put(partition.toString(), end));
    jdbc.query(
        "SELECT topic_partition, next_offset FROM projection_offset WHERE next_offset > 0",
        row -> {
          long end = inLog.getOrDefault(row.getString(1), 0L);
          if (end < row.getLong(2)) {
            throw new NotCoveredException(
                "%s ends at offset %d, and the view has what lies before %d: it is another log"
                    .formatted(row.getString(1), end, row.getLong(2)));
          }
        });
    beginnings.forEach(
        (partition, first) -> {
          if (first == 0) {
            return;
          }
          Long runs =
              jdbc.queryForObject(
                  """
                  SELECT count(DISTINCT execution_id) FROM event_archive
                  WHERE topic = ? AND partition = ? AND offset_ < ?
                  """,
                  Long.class,
                  partition.topic(),
                  partition.partition(),
                  first);
          throw new NotCoveredException(
              "%s begins at offset %d: the log lacks what lies before, of %d runs that the archive has"
                  .formatted(partition, first, runs));
        });
  }
}
