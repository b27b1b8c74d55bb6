package dev.livecode.session.rerun;

import dev.livecode.session.rerun.Seen.Outline;

/**
 * When a run took another time: its CPU time is more than the other's by this factor and by so
 * much, or its wall time is by this factor and {@value #WALL_SHARE} times so much.
 *
 * @param factor at least 1
 */
public record TimeRule(double factor, long leastMs) {

  /** Noise of a busy machine stays below. */
  public static final TimeRule DEFAULT = new TimeRule(3, 200);

  // A wall time also tells how busy the machine was.
  private static final long WALL_SHARE = 5;

  boolean differs(Outline one, Outline other) {
    return isBeyond(one.cpuTimeMs(), other.cpuTimeMs(), leastMs)
        || isBeyond(one.executionTimeMs(), other.executionTimeMs(), leastMs * WALL_SHARE);
  }

  private boolean isBeyond(long oneMs, long otherMs, long least) {
    long more = Math.max(oneMs, otherMs);
    long less = Math.min(oneMs, otherMs);
    return more - less >= least && more > less * factor;
  }
}
