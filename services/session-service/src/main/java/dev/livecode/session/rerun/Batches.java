package dev.livecode.session.rerun;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All batches. */
@Repository
class Batches {

  private static final RowMapper<Batch> BATCH = (row, _) -> batch(row);

  private final JdbcClient jdbc;

  Batches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Batch batch) {
    jdbc.sql(
            """
            INSERT INTO rerun_batch (
              id, language, accepted_from, accepted_to, rate, status, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            batch.id(),
            batch.selection().language(),
            Timestamp.from(batch.selection().from()),
            Timestamp.from(batch.selection().to()),
            batch.rate(),
            batch.status().name(),
            Timestamp.from(batch.createdAt()))
        .update();
  }

  Optional<Batch> find(UUID id) {
    return jdbc.sql("SELECT * FROM rerun_batch WHERE id = ?").param(id).query(BATCH).optional();
  }

  /** Which of these are batches. */
  Set<UUID> among(Collection<UUID> ids) {
    return Set.copyOf(
        jdbc.sql("SELECT id FROM rerun_batch WHERE id = ANY(?)")
            .param(ids.toArray(UUID[]::new))
            .query((row, _) -> row.getObject("id", UUID.class))
            .list());
  }

  /** The newest first. */
  List<Batch> last(int limit) {
    return jdbc.sql("SELECT * FROM rerun_batch ORDER BY created_at DESC, id LIMIT ?")
        .param(limit)
        .query(BATCH)
        .list();
  }

  /** The one that is worked on: of those that are not done the oldest. */
  Optional<Batch> current() {
    return jdbc.sql(
            """
            SELECT * FROM rerun_batch WHERE status IN ('LISTING', 'RUNNING')
            ORDER BY created_at, id LIMIT 1
            """)
        .query(BATCH)
        .optional();
  }

  /** Holds a batch until the transaction ends; empty when it does not stand so any more. */
  Optional<Batch> hold(UUID id, Batch.Status status) {
    return jdbc.sql("SELECT * FROM rerun_batch WHERE id = ? AND status = ? FOR UPDATE")
        .params(id, status.name())
        .query(BATCH)
        .optional();
  }

  /** Of a batch that the caller holds: it is listed so far; wholly where that is null. */
  void listed(UUID id, @Nullable UUID to) {
    jdbc.sql(
            """
            UPDATE rerun_batch SET listed_to = COALESCE(CAST(:to AS uuid), listed_to),
              status = CASE WHEN CAST(:to AS uuid) IS NULL THEN 'RUNNING' ELSE status END
            WHERE id = :id
            """)
        .param("to", to)
        .param("id", id)
        .update();
  }

  void sent(UUID id, Instant at) {
    jdbc.sql("UPDATE rerun_batch SET sent_at = ? WHERE id = ?")
        .params(Timestamp.from(at), id)
        .update();
  }

  /** Ends a batch, unless it has ended. */
  boolean end(UUID id, Batch.Status status, Instant at) {
    return jdbc.sql(
                """
                UPDATE rerun_batch SET status = ?, ended_at = ?
                WHERE id = ? AND status IN ('LISTING', 'RUNNING')
                """)
            .params(status.name(), Timestamp.from(at), id)
            .update()
        > 0;
  }

  private static Batch batch(ResultSet row) throws SQLException {
    return new Batch(
        row.getObject("id", UUID.class),
        new Selection(
            row.getString("language"),
            row.getTimestamp("accepted_from").toInstant(),
            row.getTimestamp("accepted_to").toInstant()),
        row.getDouble("rate"),
        Batch.Status.valueOf(row.getString("status")),
        row.getObject("listed_to", UUID.class),
        time(row, "sent_at"),
        row.getTimestamp("created_at").toInstant(),
        time(row, "ended_at"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
