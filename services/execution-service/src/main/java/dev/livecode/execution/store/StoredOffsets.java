package dev.livecode.execution.store;

import dev.livecode.execution.archive.HashChain;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcOperations;

/** The offsets in Postgres: where each partition goes on, and the fence. */
class StoredOffsets {

  // The hash is fenced too: after a replay a partition may stand where it stood, with another one.
  private static final String ADVANCE =
      """
      UPDATE projection_offset SET next_offset = ?, hash = decode(?, 'hex')
      WHERE topic_partition = ? AND next_offset = ? AND hash IS NOT DISTINCT FROM decode(?, 'hex')
      """;

  private final JdbcOperations jdbc;

  StoredOffsets(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Where each partition stands; one that was never seen is stored as standing at 0. */
  Map<TopicPartition, Standing> load(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Standing> standings = new HashMap<>();
    for (TopicPartition partition : partitions) {
      String name = partition.toString();
      jdbc.update(
          """
          INSERT INTO projection_offset (topic_partition, next_offset, hash)
          VALUES (?, 0, decode(?, 'hex')) ON CONFLICT DO NOTHING
          """,
          name,
          HashChain.BEGINNING);
      standings.put(
          partition,
          jdbc.queryForObject(
              """
              SELECT next_offset, encode(hash, 'hex') FROM projection_offset
              WHERE topic_partition = ?
              """,
              (row, _) -> new Standing(row.getLong(1), row.getString(2)),
              name));
    }
    return standings;
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
    return new Object[] {
      advance.to().next(),
      advance.to().hash(),
      advance.topicPartition().toString(),
      advance.from().next(),
      advance.from().hash()
    };
  }
}
