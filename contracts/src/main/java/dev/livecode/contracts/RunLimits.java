package dev.livecode.contracts;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What one run may use.
 *
 * @param wallTimeMs the program's wall time in milliseconds
 * @param cpuTimeMs CPU time of the program and all its children in milliseconds
 * @param memoryBytes memory for the program itself; a managed runtime gets room for itself on top
 * @param outputBytes output that is kept, per stream; the program is ended when it writes more
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RunLimits(long wallTimeMs, long cpuTimeMs, long memoryBytes, long outputBytes) {

  public RunLimits {
    if (wallTimeMs <= 0 || cpuTimeMs <= 0 || memoryBytes <= 0 || outputBytes <= 0) {
      throw new IllegalArgumentException("Every limit must be above zero");
    }
  }

  /** These limits where they are tighter, the other's elsewhere. */
  public RunLimits atMost(RunLimits other) {
    return new RunLimits(
        Math.min(wallTimeMs, other.wallTimeMs),
        Math.min(cpuTimeMs, other.cpuTimeMs),
        Math.min(memoryBytes, other.memoryBytes),
        Math.min(outputBytes, other.outputBytes));
  }
}
