package dev.livecode.execution.stream;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a client was told of a run; the id of an event. It names nothing that another instance,
 * or a view that is made anew, would name otherwise.
 *
 * @param attempt the attempt whose output it was told, null for none
 * @param stdout how many bytes of its standard output
 * @param stderr how many bytes of its standard error output
 * @param ended whether it was told the end
 */
record Position(UUID execution, @Nullable UUID attempt, long stdout, long stderr, boolean ended) {

  private static final String NONE = "0";
  private static final String END = "end";
  private static final String UUID_FORM = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
  private static final Pattern FORM =
      Pattern.compile(
          "(%s)\\.(?:end|0\\.0\\.0|(%s)\\.(\\d{1,15})\\.(\\d{1,15}))"
              .formatted(UUID_FORM, UUID_FORM));

  static Position ofEnd(UUID execution) {
    return new Position(execution, null, 0, 0, true);
  }

  static Position of(UUID execution, @Nullable UUID attempt, long stdout, long stderr) {
    return new Position(execution, attempt, stdout, stderr, false);
  }

  /**
   * Reads what a client says that it was told last; null when it says nothing.
   *
   * @throws RefusedException when it is no position in this execution
   */
  static @Nullable Position parse(@Nullable String id, UUID execution) {
    if (id == null || id.isEmpty()) {
      return null;
    }
    Matcher form = FORM.matcher(id);
    if (!form.matches() || !UUID.fromString(form.group(1)).equals(execution)) {
      throw RefusedException.because(
          Problem.VALIDATION_ERROR,
          "Last-Event-ID must be one that a stream of this execution gave");
    }
    String attempt = form.group(2);
    return attempt == null
        ? new Position(execution, null, 0, 0, id.endsWith(END))
        : of(
            execution,
            UUID.fromString(attempt),
            Long.parseLong(form.group(3)),
            Long.parseLong(form.group(4)));
  }

  /** Whether there is nothing to forget. */
  boolean isWithoutOutput() {
    return !ended && stdout == 0 && stderr == 0;
  }

  @Override
  public String toString() {
    return ended
        ? execution + "." + END
        : execution + "." + (attempt == null ? NONE : attempt) + "." + stdout + "." + stderr;
  }
}
