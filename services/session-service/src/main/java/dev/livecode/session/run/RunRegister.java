package dev.livecode.session.run;

import dev.livecode.contracts.RunRequested;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every execution id that was ever given out. */
@Repository
class RunRegister {

  record Entry(UUID executionId, UUID sessionId, String language, Instant acceptedAt) {}

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
        .query(
            (row, _) ->
                new Entry(
                    execution,
                    row.getObject("session_id", UUID.class),
                    row.getString("language"),
                    row.getTimestamp("accepted_at").toInstant()))
        .optional();
  }
}
