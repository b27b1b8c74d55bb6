package dev.livecode.execution.audit;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.execution.view.Attempt;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads a row of the table {@code execution}. */
final class ViewRow implements RowMapper<ExecutionView> {

  @Override
  public ExecutionView mapRow(ResultSet row, int number) throws SQLException {
    return new ExecutionView(
        row.getObject("id", UUID.class),
        row.getObject("session_id", UUID.class),
        row.getString("language"),
        requireNonNull(time(row, "created_at")),
        attempt(row),
        ending(row));
  }

  private static @Nullable Attempt attempt(ResultSet row) throws SQLException {
    UUID id = row.getObject("attempt_id", UUID.class);
    return id == null ? null : new Attempt(id, row.getString("runner"), time(row, "started_at"));
  }

  private static @Nullable Ending ending(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return outcome == null
        ? null
        : new Ending(
            Outcome.valueOf(outcome),
            row.getObject("exit_code", Integer.class),
            row.getObject("signal", Integer.class),
            new RunUsage(
                row.getLong("execution_time_ms"),
                row.getLong("cpu_time_ms"),
                row.getLong("memory_bytes")),
            summary(row, "stdout"),
            summary(row, "stderr"),
            requireNonNull(time(row, "completed_at")));
  }

  private static StreamSummary summary(ResultSet row, String stream) throws SQLException {
    return new StreamSummary(row.getLong(stream + "_bytes"), row.getBoolean(stream + "_truncated"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
