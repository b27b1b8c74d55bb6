package dev.livecode.testing.figures;

/**
 * One line of a table.
 *
 * @param perSecond 0 where it was not asked
 */
public record Row(String table, String what, Sample milliseconds, double perSecond) {}
