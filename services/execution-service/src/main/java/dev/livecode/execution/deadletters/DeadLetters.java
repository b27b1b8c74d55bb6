package dev.livecode.execution.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;

/** The dead letters of the living generation. */
@Repository
class DeadLetters {

  private static final String SELECT =
      """
      SELECT topic, partition, offset_, timestamp_ms, type, reason,
        CASE WHEN ? THEN record_key END AS record_key, CASE WHEN ? THEN data END AS data,
        coalesce(length(data), 0) AS bytes
      FROM dead_letter JOIN event_archive USING (topic, partition, offset_)
      """;

  private static final RowMapper<DeadLetter> MAPPER =
      (row, _) -> {
        byte[] key = row.getBytes("record_key");
        return new DeadLetter(
            row.getString("topic"),
            row.getInt("partition"),
            row.getLong("offset_"),
            row.getObject("timestamp_ms", Long.class),
            row.getString("type"),
            row.getString("reason"),
            row.getLong("bytes"),
            key == null ? null : new String(key, UTF_8),
            row.getBytes("data"));
      };

  private final JdbcClient jdbc;

  DeadLetters(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    Gauge.builder("livecode.projection.dead.letters", this, DeadLetters::count)
        .description("Records that are no events and that nobody has retried with success")
        .register(meters);
  }

  /** Those behind a place, in the order of topic, partition and offset, without contents. */
  List<DeadLetter> behind(String topic, int partition, long offset, int limit) {
    return jdbc.sql(
            SELECT
                + " WHERE (topic, partition, offset_) > (?, ?, ?)"
                + " ORDER BY topic, partition, offset_ LIMIT ?")
        .params(false, false, topic, partition, offset, limit)
        .query(MAPPER)
        .list();
  }

  Optional<DeadLetter> find(String topic, int partition, long offset, boolean contents) {
    return jdbc.sql(SELECT + " WHERE topic = ? AND partition = ? AND offset_ = ?")
        .params(contents, contents, topic, partition, offset)
        .query(MAPPER)
        .optional();
  }

  private double count() {
    try {
      return jdbc.sql("SELECT count(*) FROM dead_letter").query(Long.class).single();
    } catch (DataAccessException | TransactionException _) {
      return Double.NaN;
    }
  }
}
