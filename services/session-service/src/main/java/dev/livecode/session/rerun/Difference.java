package dev.livecode.session.rerun;

/** What two runs of the same can differ in. */
public enum Difference {
  STATUS,
  REASON,
  EXIT_CODE,
  STDOUT,
  STDERR,
  TIME
}
