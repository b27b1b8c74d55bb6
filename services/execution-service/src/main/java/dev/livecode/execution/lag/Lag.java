package dev.livecode.execution.lag;

/**
 * How far the view is behind.
 *
 * @param records that the log has and the view lacks
 * @param seconds since the oldest of them was written; 0 when there is none, so that a quiet log is
 *     no alarm
 */
record Lag(long records, double seconds) {

  static final Lag UNKNOWN = new Lag(-1, Double.NaN);
}
