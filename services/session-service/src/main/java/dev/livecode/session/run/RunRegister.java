package dev.livecode.session.run;

import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.internal.IssuedRun;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every execution id that was ever given out. */
@Repository
public class RunRegister {

  private static final RowMapper<IssuedRun> ISSUED_RUN =
      (row, _) ->
          new IssuedRun(
              row.getObject("execution_id", UUID.class),
              row.getObject("session_id", UUID.class),
              row.getString("language"),
              row.getTimestamp("accepted_at").toInstant());

  private final JdbcClient jdbc;

  RunRegister(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(RunRequested run) {
    jdbc.sql(
            """
            INSERT INTO run_request (execution_id, session_id, language, accepted_at, interactive)
            VALUES (?, ?, ?, ?, ?)
            """)
        .params(
            run.executionId(),
            run.sessionId(),
            run.language(),
            Timestamp.from(run.acceptedAt()),
            run.interactive())
        .update();
  }

  /** The run with this id; empty when it was never given out. */
  public Optional<IssuedRun> find(UUID execution) {
    return jdbc.sql("SELECT * FROM run_request WHERE execution_id = ?")
        .param(execution)
        .query(ISSUED_RUN)
        .optional();
  }

  /** Notes that somebody asked for the run's end; false when somebody has before. */
  public boolean markCancelled(UUID execution, Instant at) {
    return jdbc.sql(
                """
                UPDATE run_request SET cancel_requested_at = ?
                WHERE execution_id = ? AND cancel_requested_at IS NULL
                """)
            .params(Timestamp.from(at), execution)
            .update()
        > 0;
  }

  /** Of the runs that sessions are busy with, the last that was accepted before this time. */
  public Optional<IssuedRun> lastBusyBefore(Instant time) {
    return jdbc.sql(
            """
            SELECT run_request.* FROM run_request
            JOIN code_session ON active_execution = execution_id
            WHERE accepted_at < ? ORDER BY accepted_at DESC LIMIT 1
            """)
        .param(Timestamp.from(time))
        .query(ISSUED_RUN)
        .optional();
  }

  /**
   * Runs that sessions are busy with, accepted before this time; the oldest, not more than that.
   */
  List<IssuedRun> busySince(Instant before, int limit) {
    return jdbc.sql(
            """
            SELECT run_request.* FROM run_request
            JOIN code_session ON active_execution = execution_id
            WHERE accepted_at < ? ORDER BY accepted_at LIMIT ?
            """)
        .params(Timestamp.from(before), limit)
        .query(ISSUED_RUN)
        .list();
  }
}
