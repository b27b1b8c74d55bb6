package dev.livecode.local.bench;

/**
 * One line of a table.
 *
 * @param runsPerSecond 0 where it was not asked
 */
record Row(String table, String what, Sample milliseconds, double runsPerSecond) {}
