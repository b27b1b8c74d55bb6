package dev.livecode.contracts;

/**
 * What one attempt used.
 *
 * @param wallTimeMs the program's own wall time in milliseconds, compile step and queue not
 *     included
 * @param cpuTimeMs CPU time of the program and its children in milliseconds
 * @param memoryBytes the most memory that was in use at once
 */
public record RunUsage(long wallTimeMs, long cpuTimeMs, long memoryBytes) {

  /** Of a run whose program never ran. */
  public static final RunUsage NONE = new RunUsage(0, 0, 0);
}
