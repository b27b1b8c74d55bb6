package dev.livecode.contracts;

/** Where a run stands, as clients see it. */
public enum ExecutionStatus {
  QUEUED,
  RUNNING,
  COMPLETED,
  FAILED,
  TIMEOUT;

  /** Whether a run in this status will never change again. */
  public boolean isTerminal() {
    return this != QUEUED && this != RUNNING;
  }
}
