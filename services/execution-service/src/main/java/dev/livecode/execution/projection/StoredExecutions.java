package dev.livecode.execution.projection;

import static java.util.stream.Collectors.toMap;

import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.execution.view.Attempt;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;

/** The views in Postgres. Batches, because this is the path that every event takes. */
@Repository
class StoredExecutions {

  private static final String INSERT =
      """
      INSERT INTO execution (
        id, session_id, language, status, outcome, attempt_id, runner, exit_code, signal,
        execution_time_ms, cpu_time_ms, memory_bytes, stdout_bytes, stderr_bytes,
        stdout_truncated, stderr_truncated, created_at, started_at, completed_at)
      VALUES (
        :id, :session_id, :language, :status, :outcome, :attempt_id, :runner, :exit_code, :signal,
        :execution_time_ms, :cpu_time_ms, :memory_bytes, :stdout_bytes, :stderr_bytes,
        :stdout_truncated, :stderr_truncated, :created_at, :started_at, :completed_at)
      """;

  private static final String UPDATE =
      """
      UPDATE execution SET
        session_id = :session_id, language = :language, status = :status, outcome = :outcome,
        attempt_id = :attempt_id, runner = :runner, exit_code = :exit_code, signal = :signal,
        execution_time_ms = :execution_time_ms, cpu_time_ms = :cpu_time_ms,
        memory_bytes = :memory_bytes, stdout_bytes = :stdout_bytes, stderr_bytes = :stderr_bytes,
        stdout_truncated = :stdout_truncated, stderr_truncated = :stderr_truncated,
        created_at = :created_at, started_at = :started_at, completed_at = :completed_at
      WHERE id = :id
      """;

  private final ExecutionRows rows;
  private final NamedParameterJdbcOperations jdbc;

  StoredExecutions(ExecutionRows rows, NamedParameterJdbcOperations jdbc) {
    this.rows = rows;
    this.jdbc = jdbc;
  }

  /** The views that exist, locked in the order of their ids. */
  Map<UUID, ExecutionView> lock(Collection<UUID> ids) {
    return rows.lock(ids.toArray(UUID[]::new)).stream()
        .collect(toMap(ExecutionRow::id, ExecutionRow::toView));
  }

  void insert(List<ExecutionView> views) {
    write(INSERT, views);
  }

  void update(List<ExecutionView> views) {
    write(UPDATE, views);
  }

  private void write(String sql, List<ExecutionView> views) {
    if (!views.isEmpty()) {
      jdbc.batchUpdate(
          sql,
          views.stream().map(StoredExecutions::parameters).toArray(MapSqlParameterSource[]::new));
    }
  }

  private static MapSqlParameterSource parameters(ExecutionView view) {
    var parameters =
        new MapSqlParameterSource("id", view.executionId())
            .addValue("session_id", view.sessionId())
            .addValue("language", view.language())
            .addValue("status", view.status().name())
            .addValue("created_at", time(view.createdAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    addAttempt(parameters, Optional.ofNullable(view.attempt()));
    addEnding(parameters, Optional.ofNullable(view.ending()));
    addUsage(parameters, Optional.ofNullable(view.ending()));
    return parameters;
  }

  private static void addAttempt(MapSqlParameterSource parameters, Optional<Attempt> attempt) {
    parameters
        .addValue("attempt_id", attempt.map(Attempt::id).orElse(null), Types.OTHER)
        .addValue("runner", attempt.map(Attempt::runner).orElse(null), Types.VARCHAR)
        .addValue(
            "started_at",
            attempt.map(Attempt::startedAt).map(StoredExecutions::time).orElse(null),
            Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static void addEnding(MapSqlParameterSource parameters, Optional<Ending> ending) {
    parameters
        .addValue("outcome", ending.map(e -> e.outcome().name()).orElse(null), Types.VARCHAR)
        .addValue("exit_code", ending.map(Ending::exitCode).orElse(null), Types.INTEGER)
        .addValue("signal", ending.map(Ending::signal).orElse(null), Types.INTEGER)
        .addValue(
            "completed_at",
            ending.map(Ending::completedAt).map(StoredExecutions::time).orElse(null),
            Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static void addUsage(MapSqlParameterSource parameters, Optional<Ending> ending) {
    Optional<RunUsage> usage = ending.map(Ending::usage);
    Optional<StreamSummary> stdout = ending.map(Ending::stdout);
    Optional<StreamSummary> stderr = ending.map(Ending::stderr);
    parameters
        .addValue("execution_time_ms", usage.map(RunUsage::wallTimeMs).orElse(null), Types.BIGINT)
        .addValue("cpu_time_ms", usage.map(RunUsage::cpuTimeMs).orElse(null), Types.BIGINT)
        .addValue("memory_bytes", usage.map(RunUsage::memoryBytes).orElse(null), Types.BIGINT)
        .addValue("stdout_bytes", stdout.map(StreamSummary::bytes).orElse(null), Types.BIGINT)
        .addValue("stderr_bytes", stderr.map(StreamSummary::bytes).orElse(null), Types.BIGINT)
        .addValue(
            "stdout_truncated", stdout.map(StreamSummary::truncated).orElse(null), Types.BOOLEAN)
        .addValue(
            "stderr_truncated", stderr.map(StreamSummary::truncated).orElse(null), Types.BOOLEAN);
  }

  private static OffsetDateTime time(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
