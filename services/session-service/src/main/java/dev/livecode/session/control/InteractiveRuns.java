package dev.livecode.session.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs that somebody may type into, for as long as that is of use. */
@Repository
public class InteractiveRuns {

  private final JdbcClient jdbc;
  private final JdbcOperations batches;

  InteractiveRuns(JdbcClient jdbc, JdbcOperations batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Programs have taken so much of all that was given to them. */
  public void took(Map<UUID, Long> bytes) {
    batches.batchUpdate(
        """
        UPDATE interactive_run SET taken_bytes = GREATEST(taken_bytes, ?) WHERE execution_id = ?
        """,
        bytes.entrySet().stream().map(it -> new Object[] {it.getValue(), it.getKey()}).toList());
  }

  /**
   * The run, held until the transaction ends, so that its inputs come one after the other; empty
   * when it is none to type into.
   */
  Optional<InteractiveRun> hold(UUID execution) {
    return find(execution).or(() -> begin(execution) ? find(execution) : Optional.empty());
  }

  private boolean begin(UUID execution) {
    return jdbc.sql(
                """
                INSERT INTO interactive_run (execution_id)
                SELECT execution_id FROM run_request WHERE execution_id = ? AND interactive
                ON CONFLICT (execution_id) DO UPDATE SET touched_at = now()
                """)
            .param(execution)
            .update()
        > 0;
  }

  private Optional<InteractiveRun> find(UUID execution) {
    return jdbc.sql(
            """
            SELECT last_sequence, end_sequence, given_bytes, given_bytes - taken_bytes AS waiting
            FROM interactive_run WHERE execution_id = ? FOR UPDATE
            """)
        .param(execution)
        .query((row, _) -> run(row))
        .optional();
  }

  private static InteractiveRun run(ResultSet row) throws SQLException {
    return new InteractiveRun(
        row.getLong("last_sequence"),
        row.getObject("end_sequence", Long.class),
        row.getLong("given_bytes"),
        row.getLong("waiting"));
  }

  boolean has(UUID execution, long sequence) {
    return jdbc.sql("SELECT 1 FROM typed_input WHERE execution_id = ? AND sequence = ?")
        .params(execution, sequence)
        .query()
        .optionalValue()
        .isPresent();
  }

  void give(UUID execution, long sequence, Input input) {
    jdbc.sql("INSERT INTO typed_input (execution_id, sequence) VALUES (?, ?)")
        .params(execution, sequence)
        .update();
    jdbc.sql(
            """
            UPDATE interactive_run
            SET last_sequence = GREATEST(last_sequence, :sequence),
                end_sequence = CASE WHEN :end THEN :sequence ELSE end_sequence END,
                given_bytes = given_bytes + :bytes,
                touched_at = now()
            WHERE execution_id = :execution
            """)
        .param("sequence", sequence)
        .param("end", input.end())
        .param("bytes", input.bytes())
        .param("execution", execution)
        .update();
  }

  /** Forgets those that nobody has typed into for so long. */
  int forget(Duration untouched) {
    return jdbc.sql(
            """
            DELETE FROM interactive_run WHERE touched_at < now() - ? * interval '1 millisecond'
            """)
        .param(untouched.toMillis())
        .update();
  }
}
