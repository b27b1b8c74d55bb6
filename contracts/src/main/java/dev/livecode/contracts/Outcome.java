package dev.livecode.contracts;

/**
 * The closed list of ways in which a run ends. Every one but {@link #SYSTEM_ERROR} is the program's
 * result.
 */
public enum Outcome {
  /** Exit code 0. */
  COMPLETED(ExecutionStatus.COMPLETED),
  /** The program ended with another exit code. */
  NON_ZERO_EXIT(ExecutionStatus.FAILED),
  /** A signal ended the program that no limit sent. */
  SIGNALED(ExecutionStatus.FAILED),
  /** It needed more memory than its limit. */
  MEMORY_LIMIT(ExecutionStatus.FAILED),
  /** It wrote more than is kept of one stream. */
  OUTPUT_LIMIT(ExecutionStatus.FAILED),
  /** The compiler refused it; its words are in the standard error output. */
  COMPILE_ERROR(ExecutionStatus.FAILED),
  /** Somebody asked for its end. */
  CANCELLED(ExecutionStatus.FAILED),
  /** It waited too long in the queue and was never run. */
  EXPIRED(ExecutionStatus.FAILED),
  /** The fault is ours. */
  SYSTEM_ERROR(ExecutionStatus.FAILED),
  /** It ran longer than its wall time; wins when the CPU time was reached as well. */
  WALL_TIME(ExecutionStatus.TIMEOUT),
  /** It used more CPU time than its limit. */
  CPU_TIME(ExecutionStatus.TIMEOUT);

  private final ExecutionStatus status;

  Outcome(ExecutionStatus status) {
    this.status = status;
  }

  /** The status that clients see. */
  public ExecutionStatus status() {
    return status;
  }
}
