package dev.livecode.session.rerun;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** How a run ended, as its clients see it. */
@JsonNaming(SnakeCaseStrategy.class)
public record Seen(
    String status,
    @Nullable String reason,
    @Nullable Integer exitCode,
    @Nullable Long executionTimeMs,
    @Nullable Long cpuTimeMs,
    @Nullable String stdout,
    @Nullable String stderr) {

  /** The same, less what it printed. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Outline(
      String status,
      @Nullable String reason,
      @Nullable Integer exitCode,
      long executionTimeMs,
      long cpuTimeMs) {}

  Outline outline() {
    return new Outline(
        status,
        reason,
        exitCode,
        requireNonNullElse(executionTimeMs, 0L),
        requireNonNullElse(cpuTimeMs, 0L));
  }
}
