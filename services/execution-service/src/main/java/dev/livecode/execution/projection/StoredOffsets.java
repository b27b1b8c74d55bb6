package dev.livecode.execution.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** The offsets in Postgres: where each partition goes on, and the fence. */
@Repository
class StoredOffsets {

  private static final String ADVANCE =
      "UPDATE projection_offset SET next_offset = ? WHERE topic_partition = ? AND next_offset = ?";

  private final JdbcOperations jdbc;

  StoredOffsets(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The next offset of each partition; one that was never seen is stored as standing at 0. */
  Map<TopicPartition, Long> load(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      String name = partition.toString();
      jdbc.update(
          """
          INSERT INTO projection_offset (topic_partition, next_offset)
          VALUES (?, 0) ON CONFLICT DO NOTHING
          """,
          name);
      Long next =
          jdbc.queryForObject(
              "SELECT next_offset FROM projection_offset WHERE topic_partition = ?",
              Long.class,
              name);
      offsets.put(partition, next == null ? 0L : next);
    }
    return offsets;
  }

  /**
   * Moves the partitions on, and holds them until the transaction ends.
   *
   * @throws FencedException when one does not stand where the step begins
   */
  void advance(List<Advance> advances) {
    int[] rows = jdbc.batchUpdate(ADVANCE, advances.stream().map(StoredOffsets::row).toList());
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == 0) {
        throw new FencedException(advances.get(i));
      }
    }
  }

  private static Object[] row(Advance advance) {
    return new Object[] {advance.to(), advance.topicPartition().toString(), advance.from()};
  }
}
