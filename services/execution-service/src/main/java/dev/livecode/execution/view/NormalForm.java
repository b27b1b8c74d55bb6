package dev.livecode.execution.view;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;

/**
 * The form in which a view keeps the values of events: one that every store takes and gives back
 * unchanged, so that a view folded in memory equals one that was stored in between.
 */
final class NormalForm {

  /** Times to the millisecond. */
  static Instant of(Instant time) {
    return time.truncatedTo(MILLIS);
  }

  /** Text without U+0000, which PostgreSQL refuses, and without halves of surrogate pairs. */
  static String of(String text) {
    boolean clean = text.codePoints().allMatch(NormalForm::isStorable);
    return clean
        ? text
        : text.codePoints()
            .map(c -> isStorable(c) ? c : 0xFFFD)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isStorable(int codePoint) {
    return codePoint != 0
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  private NormalForm() {}
}
