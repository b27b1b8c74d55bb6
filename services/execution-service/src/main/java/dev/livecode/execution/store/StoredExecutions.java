package dev.livecode.execution.store;

import static java.util.stream.Collectors.toMap;

import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.execution.store.Rows.Column;
import dev.livecode.execution.view.Attempt;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The views in Postgres, on the path that every event takes. */
class StoredExecutions {

  private static final Rows<ExecutionView> ROWS =
      new Rows<>(
          "execution",
          List.of(
              new Column<>("id", "uuid", ExecutionView::executionId),
              new Column<>("session_id", "uuid", ExecutionView::sessionId),
              new Column<>("language", "text", ExecutionView::language),
              new Column<>("status", "text", it -> it.status().name()),
              new Column<>("outcome", "text", it -> ending(it, e -> e.outcome().name())),
              new Column<>("attempt_id", "uuid", ExecutionView::attemptId),
              new Column<>("runner", "text", it -> attempt(it, Attempt::runner)),
              new Column<>("exit_code", "integer", it -> ending(it, Ending::exitCode)),
              new Column<>("signal", "integer", it -> ending(it, Ending::signal)),
              new Column<>("execution_time_ms", "bigint", it -> usage(it, RunUsage::wallTimeMs)),
              new Column<>("cpu_time_ms", "bigint", it -> usage(it, RunUsage::cpuTimeMs)),
              new Column<>("memory_bytes", "bigint", it -> usage(it, RunUsage::memoryBytes)),
              new Column<>("stdout_bytes", "bigint", it -> stdout(it, StreamSummary::bytes)),
              new Column<>("stderr_bytes", "bigint", it -> stderr(it, StreamSummary::bytes)),
              new Column<>(
                  "stdout_truncated", "boolean", it -> stdout(it, StreamSummary::truncated)),
              new Column<>(
                  "stderr_truncated", "boolean", it -> stderr(it, StreamSummary::truncated)),
              new Column<>("created_at", "timestamptz", ExecutionView::createdAt),
              new Column<>("started_at", "timestamptz", it -> attempt(it, Attempt::startedAt)),
              new Column<>("completed_at", "timestamptz", it -> ending(it, Ending::completedAt))));

  private final JdbcOperations jdbc;

  StoredExecutions(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The views that exist, locked one after the other in the order of their ids. */
  Map<UUID, ExecutionView> lock(Collection<UUID> ids) {
    return jdbc
        .query(
            "SELECT * FROM execution WHERE id = ANY(?) ORDER BY id FOR UPDATE",
            ExecutionRow.MAPPER,
            (Object) ids.toArray(UUID[]::new))
        .stream()
        .collect(toMap(ExecutionRow::id, ExecutionRow::toView));
  }

  void insertNew(List<ExecutionView> views) {
    ROWS.insertNew(jdbc, views);
  }

  void insert(List<ExecutionView> views) {
    ROWS.insert(jdbc, views);
  }

  void update(List<ExecutionView> views) {
    ROWS.update(jdbc, views);
  }

  private static @Nullable Object attempt(
      ExecutionView view, Function<Attempt, @Nullable Object> value) {
    return view.attempt() == null ? null : value.apply(view.attempt());
  }

  private static @Nullable Object ending(
      ExecutionView view, Function<Ending, @Nullable Object> value) {
    return view.ending() == null ? null : value.apply(view.ending());
  }

  private static @Nullable Object usage(ExecutionView view, Function<RunUsage, Object> value) {
    return ending(view, it -> value.apply(it.usage()));
  }

  private static @Nullable Object stdout(
      ExecutionView view, Function<StreamSummary, Object> value) {
    return ending(view, it -> value.apply(it.stdout()));
  }

  private static @Nullable Object stderr(
      ExecutionView view, Function<StreamSummary, Object> value) {
    return ending(view, it -> value.apply(it.stderr()));
  }
}
