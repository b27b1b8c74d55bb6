package dev.livecode.execution.replay;

/**
 * How far a replay is, and how fast.
 *
 * @param read records so far
 * @param inLog records that the view has
 * @param aSecond records lately
 */
record Pace(long read, long inLog, double aSecond) {

  static final Pace NONE = new Pace(0, 0, 0);
}
