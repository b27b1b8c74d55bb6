package dev.livecode.execution.audit;

import static java.util.stream.Collectors.joining;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a question. What can't be read is refused, and told in words. */
final class Parameters {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** How many are asked for at most. */
  static int limit(@Nullable String text, int otherwise, int most) {
    return text == null ? otherwise : (int) number("limit", text, 1, most);
  }

  /** A position in a run's history, null where none is named. */
  static @Nullable Long position(@Nullable String text) {
    return text == null ? null : number("position", text, 0, 999_999_999_999L);
  }

  private static long number(String name, String text, long least, long most) {
    long number = text.matches("\\d{1,12}") ? Long.parseLong(text) : -1;
    if (number < least || number > most) {
      throw refused(name + " must be a number from " + least + " to " + most);
    }
    return number;
  }

  /** Whether source, input and output are asked for. */
  static boolean data(@Nullable String text) {
    if (text != null && !"true".equals(text) && !"false".equals(text)) {
      throw refused("data must be true or false");
    }
    return "true".equals(text);
  }

  /** A time that every store can take, null where none is named. */
  static @Nullable Instant time(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant time = Instant.parse(text);
      if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
        return time;
      }
    } catch (DateTimeException _) {
      // Said below, for both.
    }
    throw refused(name + " must be a time such as 2026-11-01T09:30:00.120Z");
  }

  /** A word that is compared with what is stored, null where none is named. */
  static @Nullable String word(String name, @Nullable String text) {
    if (text != null && (text.isEmpty() || text.indexOf('\0') >= 0)) {
      throw refused(name + " must be a name");
    }
    return text;
  }

  /** One of a closed list, null where none is named. */
  static <E extends Enum<E>> @Nullable E oneOf(String name, @Nullable String text, List<E> known) {
    if (text == null) {
      return null;
    }
    return known.stream()
        .filter(it -> it.name().equals(text))
        .findFirst()
        .orElseThrow(() -> refused(name + " must be one of " + names(known)));
  }

  private static String names(List<?> known) {
    return known.stream().map(String::valueOf).collect(joining(", "));
  }

  static RefusedException refused(String detail) {
    return RefusedException.because(Problem.VALIDATION_ERROR, detail);
  }

  private Parameters() {}
}
