package dev.livecode.session.rerun;

/**
 * When two times count as different: one is more than the other by this factor and by so much.
 *
 * @param factor at least 1
 */
public record TimeRule(double factor, long leastMs) {

  /** Noise of a busy machine stays below. */
  public static final TimeRule DEFAULT = new TimeRule(3, 200);

  boolean differs(long oneMs, long otherMs) {
    long more = Math.max(oneMs, otherMs);
    long less = Math.min(oneMs, otherMs);
    return more - less >= leastMs && more > less * factor;
  }
}
