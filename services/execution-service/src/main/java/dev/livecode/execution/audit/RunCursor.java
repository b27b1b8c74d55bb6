package dev.livecode.execution.audit;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.execution.view.ExecutionView;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last run that a client was told of a list, newest first. It stays where it is while new runs
 * come, and when the run itself is no longer there.
 */
record RunCursor(Instant createdAt, UUID execution) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,14})\\.(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

  static RunCursor of(ExecutionView view) {
    return new RunCursor(view.createdAt(), view.executionId());
  }

  /**
   * Reads what a client gives back; null where it gives nothing.
   *
   * @throws RefusedException when it is none that was given out
   */
  static @Nullable RunCursor parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw RefusedException.because(
          Problem.VALIDATION_ERROR, "cursor must be the next_cursor of another answer");
    }
    return new RunCursor(
        Instant.ofEpochMilli(Long.parseLong(form.group(1))), UUID.fromString(form.group(2)));
  }

  @Override
  public String toString() {
    return createdAt.toEpochMilli() + "." + execution;
  }
}
