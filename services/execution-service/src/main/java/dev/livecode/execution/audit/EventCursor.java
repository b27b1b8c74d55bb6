package dev.livecode.execution.audit;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a client was told of a run's history. It counts requests and events apart, so that a
 * request that reaches the archive behind its run's events is told all the same.
 *
 * @param requests how many records of the queue it was told
 * @param events how many of the events' topic
 */
record EventCursor(long requests, long events) {

  static final EventCursor START = new EventCursor(0, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\.(\\d{1,15})");

  /**
   * Reads what a client gives back; the start where it gives nothing.
   *
   * @throws RefusedException when it is none that was given out
   */
  static EventCursor parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return START;
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw RefusedException.because(
          Problem.VALIDATION_ERROR, "cursor must be the next_cursor of another answer");
    }
    return new EventCursor(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
  }

  /** Behind the record at this place. */
  EventCursor behind(Place place) {
    return place.isRequest()
        ? new EventCursor(place.number(), events)
        : new EventCursor(requests, place.number());
  }

  @Override
  public String toString() {
    return requests + "." + events;
  }
}
