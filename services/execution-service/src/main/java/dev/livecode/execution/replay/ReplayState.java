package dev.livecode.execution.replay;

/** Where a replay stands. */
enum ReplayState {
  RUNNING,
  /** What it made is what is read now. */
  SWITCHED,
  /** It has compared, and switched nothing. */
  VERIFIED,
  CANCELLED,
  FAILED
}
