package dev.livecode.session.outbox;

import dev.livecode.contracts.EncodedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The outbox in PostgreSQL. All times are the database's own, so that no clocks are compared. */
@Repository
class OutboxTable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final RowMapper<OutboxRow> ROW = (row, _) -> row(row);

  private final JdbcClient jdbc;

  OutboxTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds an event, which belongs to the caller for as long as the lease. */
  long add(UUID eventId, String topic, EncodedEvent event, Duration lease) {
    return jdbc.sql(
            """
            INSERT INTO outbox (event_id, topic, key, headers, payload, next_attempt_at)
            VALUES (?, ?, ?, ?, ?, now() + ? * interval '1 millisecond')
            RETURNING id
            """)
        .params(
            eventId,
            topic,
            event.key(),
            JSON.writeValueAsString(event.headers()),
            event.data(),
            lease.toMillis())
        .query(Long.class)
        .single();
  }

  /**
   * Takes rows that nobody holds, those first that have waited longest. A lease that ends later
   * than any that is given was given before the database's clock was set back.
   */
  List<OutboxRow> claim(int limit, Duration lease, Duration longestLease) {
    return jdbc.sql(
            """
            UPDATE outbox
            SET attempts = attempts + 1, next_attempt_at = now() + ? * interval '1 millisecond'
            WHERE id = ANY(ARRAY(
                SELECT id FROM outbox
                WHERE next_attempt_at <= now()
                  OR next_attempt_at > now() + ? * interval '1 millisecond'
                ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED))
            RETURNING id, topic, key, headers, payload
            """)
        .params(lease.toMillis(), longestLease.toMillis(), limit)
        .query(ROW)
        .list();
  }

  /** Lets go of rows, to be taken again after the backoff. */
  void putBack(Collection<Long> ids, Duration backoff) {
    jdbc.sql(
            """
            UPDATE outbox SET next_attempt_at = now() + ? * interval '1 millisecond'
            WHERE id = ANY(?)
            """)
        .params(backoff.toMillis(), ids.toArray(Long[]::new))
        .update();
  }

  void delete(Collection<Long> ids) {
    jdbc.sql("DELETE FROM outbox WHERE id = ANY(?)").param(ids.toArray(Long[]::new)).update();
  }

  private static OutboxRow row(ResultSet row) throws SQLException {
    Map<String, String> headers =
        JSON.readValue(row.getString("headers"), new TypeReference<Map<String, String>>() {});
    return new OutboxRow(
        row.getLong("id"),
        row.getString("topic"),
        new EncodedEvent(row.getString("key"), headers, row.getBytes("payload")));
  }
}
