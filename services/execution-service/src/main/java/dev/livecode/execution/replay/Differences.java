package dev.livecode.execution.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Compares the living tables with the next generation's, row by row. */
final class Differences {

  private record Comparison(String table, List<String> key, String condition) {}

  // What was archived before there were hashes has none until a replay switches.
  private static final List<Comparison> COMPARISONS =
      List.of(
          new Comparison(
              "projection_offset",
              List.of("topic_partition"),
              """
              l IS DISTINCT FROM n
              AND NOT (l.hash IS NULL AND l.next_offset IS NOT DISTINCT FROM n.next_offset)
              """),
          new Comparison("execution", List.of("id"), "l IS DISTINCT FROM n"),
          new Comparison(
              "output_chunk",
              List.of("execution_id", "attempt_id", "stream", "byte_offset"),
              "l IS DISTINCT FROM n"),
          new Comparison(
              "event_archive",
              List.of("topic", "partition", "offset_"),
              """
              l IS DISTINCT FROM n
              AND NOT (l.hash IS NULL
                AND EXISTS (SELECT 1 FROM projection_offset
                  WHERE topic_partition = l.topic || '-' || l.partition AND hash IS NULL)
                AND (l.execution_id, l.event_id, l.type, l.time, l.record_key, l.headers, l.data)
                  IS NOT DISTINCT FROM
                  (n.execution_id, n.event_id, n.type, n.time, n.record_key, n.headers, n.data))
              """),
          // The words of a reason may change with a library.
          new Comparison(
              "dead_letter",
              List.of("topic", "partition", "offset_"),
              "l.topic IS NULL OR n.topic IS NULL"));

  private static final String COMPARE =
      """
      INSERT INTO replay_difference (replay_id, table_name, row_key, kind, columns)
      SELECT ?, '%1$s', concat_ws(' ', %2$s),
        CASE WHEN l.%3$s IS NULL THEN 'MISSING' WHEN n.%3$s IS NULL THEN 'UNEXPECTED'
          ELSE 'DIFFERENT' END,
        CASE WHEN l.%3$s IS NOT NULL AND n.%3$s IS NOT NULL THEN
          (SELECT string_agg(o.key, ', ' ORDER BY o.key)
           FROM jsonb_each(to_jsonb(l)) o JOIN jsonb_each(to_jsonb(n)) p USING (key)
           WHERE o.value IS DISTINCT FROM p.value) END
      FROM %1$s l FULL JOIN %4$s.%1$s n USING (%2$s)
      WHERE %5$s ORDER BY %2$s
      """;

  /** Lists all differences, as the connection's transaction sees both. */
  static void list(Connection connection, UUID replay) throws SQLException {
    // Of a comparison whose instance died before it could say that it had ended.
    try (PreparedStatement again =
        connection.prepareStatement("DELETE FROM replay_difference WHERE replay_id = ?")) {
      again.setObject(1, replay);
      again.executeUpdate();
    }
    for (Comparison it : COMPARISONS) {
      String sql =
          COMPARE.formatted(
              it.table(),
              String.join(", ", it.key()),
              it.key().getFirst(),
              Generation.NEXT,
              it.condition());
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, replay);
        statement.executeUpdate();
      }
    }
  }

  private Differences() {}
}
