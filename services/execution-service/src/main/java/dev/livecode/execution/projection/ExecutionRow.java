package dev.livecode.execution.projection;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.execution.view.Attempt;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

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
