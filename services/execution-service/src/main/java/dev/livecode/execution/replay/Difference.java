package dev.livecode.execution.replay;

import org.jspecify.annotations.Nullable;

/**
 * A row that is not as the log makes it.
 *
 * @param number its place in the list
 * @param key the row's key, its parts with spaces between
 * @param columns in which it differs; null where it is missing or unexpected as a whole
 */
record Difference(long number, String table, String key, Kind kind, @Nullable String columns) {

  enum Kind {
    /** The log makes it, and it is not there. */
    MISSING,
    /** It is there, and the log does not make it. */
    UNEXPECTED,
    DIFFERENT
  }
}
