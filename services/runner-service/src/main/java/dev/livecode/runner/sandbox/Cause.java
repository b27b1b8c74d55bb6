package dev.livecode.runner.sandbox;

/** Why a step is over. */
public enum Cause {
  /** It exited by itself. */
  EXIT,
  /** A signal ended it. */
  SIGNAL,
  /** It reached its wall time. */
  WALL_TIME,
  /** It reached its CPU time. */
  CPU_TIME,
  /** It wrote more than is kept. */
  OUTPUT_LIMIT,
  /** Somebody asked for its end. */
  CANCELLED,
  /** Its command could not be started. */
  NOT_STARTED,
  /** It took its walls down with it: they are gone, and nobody reported. */
  LOST,
  /** Somebody froze it within its walls: nothing in there reports, or ends when it is told to. */
  FROZEN
}
