package dev.livecode.execution.store;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.execution.view.Attempt;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.jdbc.core.RowMapper;

/** A row of the table {@code execution}. */
@Table("execution")
record ExecutionRow(
    @Id UUID id,
    UUID sessionId,
    String language,
    String status,
    @Nullable String outcome,
    @Nullable UUID attemptId,
    @Nullable String runner,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    @Nullable Long executionTimeMs,
    @Nullable Long cpuTimeMs,
    @Nullable Long memoryBytes,
    @Nullable Long stdoutBytes,
    @Nullable Long stderrBytes,
    @Nullable Boolean stdoutTruncated,
    @Nullable Boolean stderrTruncated,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  /** For a query that Spring Data does not make. */
  static final RowMapper<ExecutionRow> MAPPER =
      (row, _) ->
          new ExecutionRow(
              row.getObject("id", UUID.class),
              row.getObject("session_id", UUID.class),
              row.getString("language"),
              row.getString("status"),
              row.getString("outcome"),
              row.getObject("attempt_id", UUID.class),
              row.getString("runner"),
              row.getObject("exit_code", Integer.class),
              row.getObject("signal", Integer.class),
              row.getObject("execution_time_ms", Long.class),
              row.getObject("cpu_time_ms", Long.class),
              row.getObject("memory_bytes", Long.class),
              row.getObject("stdout_bytes", Long.class),
              row.getObject("stderr_bytes", Long.class),
              row.getObject("stdout_truncated", Boolean.class),
              row.getObject("stderr_truncated", Boolean.class),
              requireNonNull(time(row, "created_at")),
              time(row, "started_at"),
              time(row, "completed_at"));

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  ExecutionView toView() {
    return new ExecutionView(id, sessionId, language, createdAt, attempt(), ending());
  }

  private @Nullable Attempt attempt() {
    return attemptId == null
        ? null
        : new Attempt(attemptId, requireNonNull(runner, "runner"), startedAt);
  }

  private @Nullable Ending ending() {
    return outcome == null
        ? null
        : new Ending(
            Outcome.valueOf(outcome),
            exitCode,
            signal,
            new RunUsage(number(executionTimeMs), number(cpuTimeMs), number(memoryBytes)),
            new StreamSummary(number(stdoutBytes), Boolean.TRUE.equals(stdoutTruncated)),
            new StreamSummary(number(stderrBytes), Boolean.TRUE.equals(stderrTruncated)),
            requireNonNull(completedAt, "completed_at"));
  }

  private static long number(@Nullable Long value) {
    return requireNonNullElse(value, 0L);
  }
}
