package dev.livecode.session.run;

import dev.livecode.contracts.RunRequested;
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
class RunRegister {

  record Entry(UUID executionId, UUID sessionId, String language, Instant acceptedAt) {}

  private static final RowMapper<Entry> ENTRY =
      (row, _) ->
          new Entry(
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
            INSERT INTO run_request (execution_id, session_id, language, accepted_at)
            VALUES (?, ?, ?, ?)
            """)
        .params(
            run.executionId(), run.sessionId(), run.language(), Timestamp.from(run.acceptedAt()))
        .update();
  }

  Optional<Entry> find(UUID execution) {
    return jdbc.sql("SELECT * FROM run_request WHERE execution_id = ?")
        .param(execution)
        .query(ENTRY)
        .optional();
  }

  /**
   * Runs that sessions are busy with, accepted before this time; the oldest, not more than that.
   */
  List<Entry> busySince(Instant before, int limit) {
    return jdbc.sql(
            """
            SELECT run_request.* FROM run_request
            JOIN code_session ON active_execution = execution_id
            WHERE accepted_at < ? ORDER BY accepted_at LIMIT ?
            """)
        .params(Timestamp.from(before), limit)
        .query(ENTRY)
        .list();
  }
}
