package dev.livecode.session.rerun;

import dev.livecode.session.rerun.Item.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The runs of all batches. */
@Repository
class Items {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;
  private final JdbcOperations operations;

  Items(JdbcClient jdbc, JdbcOperations operations) {
    this.jdbc = jdbc;
    this.operations = operations;
  }

  /** Adds originals that are not there yet. */
  void add(UUID batch, List<UUID> origins) {
    operations.batchUpdate(
        """
        INSERT INTO rerun_item (batch_id, origin, state) VALUES (?, ?, 'WAITING')
        ON CONFLICT DO NOTHING
        """,
        origins.stream().map(it -> new Object[] {batch, it}).toList());
  }

  /** The next original to be run again. */
  Optional<UUID> next(UUID batch) {
    return jdbc.sql(
            """
            SELECT origin FROM rerun_item WHERE batch_id = ? AND state = 'WAITING'
            ORDER BY origin LIMIT 1
            """)
        .param(batch)
        .query(UUID.class)
        .optional();
  }

  boolean waits(UUID batch, UUID origin) {
    return jdbc.sql(
            "SELECT 1 FROM rerun_item WHERE batch_id = ? AND origin = ? AND state = 'WAITING'")
        .params(batch, origin)
        .query()
        .optionalValue()
        .isPresent();
  }

  /** An original that waits is run again by this execution. */
  void sent(UUID batch, UUID origin, UUID execution, Instant at) {
    jdbc.sql(
            """
            UPDATE rerun_item SET state = 'SENT', execution_id = ?, sent_at = ?
            WHERE batch_id = ? AND origin = ?
            """)
        .params(execution, Timestamp.from(at), batch, origin)
        .update();
  }

  /** What is under way, whatever has become of its batch. */
  List<Item> outstanding() {
    return jdbc.sql(
            """
            SELECT item.*, batch.status = 'CANCELLED' AS cancelled
            FROM rerun_item item JOIN rerun_batch batch ON batch.id = batch_id
            WHERE state = 'SENT' ORDER BY item.sent_at
            """)
        .query((row, _) -> item(row))
        .list();
  }

  /** One that is under way has ended, and was compared. */
  void compared(Item item, Comparison comparison) {
    jdbc.sql(
            """
            UPDATE rerun_item SET state = 'COMPARED', comparison = ?
            WHERE batch_id = ? AND origin = ? AND state = 'SENT'
            """)
        .params(JSON.writeValueAsString(comparison), item.batch(), item.origin())
        .update();
  }

  /** One is over without a comparison. */
  void end(UUID batch, UUID origin, State state) {
    jdbc.sql(
            """
            UPDATE rerun_item SET state = ?
            WHERE batch_id = ? AND origin = ? AND state IN ('WAITING', 'SENT')
            """)
        .params(state.name(), batch, origin)
        .update();
  }

  /** None that waits is sent any more. */
  void cancelWaiting(UUID batch) {
    jdbc.sql("UPDATE rerun_item SET state = 'CANCELLED' WHERE batch_id = ? AND state = 'WAITING'")
        .param(batch)
        .update();
  }

  Counts counts(UUID batch) {
    Map<State, Long> counts =
        jdbc
            .sql("SELECT state, count(*) AS many FROM rerun_item WHERE batch_id = ? GROUP BY state")
            .param(batch)
            .query(
                (row, _) -> Map.entry(State.valueOf(row.getString("state")), row.getLong("many")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Counts(
        counts.getOrDefault(State.WAITING, 0L),
        counts.getOrDefault(State.SENT, 0L),
        counts.getOrDefault(State.COMPARED, 0L),
        counts.getOrDefault(State.SKIPPED, 0L),
        counts.getOrDefault(State.CANCELLED, 0L));
  }

  /** All that were compared. */
  List<Compared> compared(UUID batch) {
    return jdbc.sql(
            """
            SELECT origin, execution_id, comparison FROM rerun_item
            WHERE batch_id = ? AND state = 'COMPARED' ORDER BY origin
            """)
        .param(batch)
        .query((row, _) -> compared(row))
        .list();
  }

  private static Compared compared(ResultSet row) throws SQLException {
    return new Compared(
        row.getObject("origin", UUID.class),
        row.getObject("execution_id", UUID.class),
        JSON.readValue(row.getString("comparison"), Comparison.class));
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getObject("batch_id", UUID.class),
        row.getBoolean("cancelled"),
        row.getObject("origin", UUID.class),
        row.getObject("execution_id", UUID.class),
        row.getTimestamp("sent_at").toInstant());
  }
}
