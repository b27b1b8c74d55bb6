package dev.livecode.execution.store;

import dev.livecode.contracts.EventEnvelope;
import java.time.Instant;
import java.util.stream.Stream;

/** An {@link Instant} reaches further than PostgreSQL's time does. */
final class StorableTimes {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /**
   * Does nothing if every time of the event can be stored.
   *
   * @throws IllegalArgumentException when one can't
   */
  static void check(EventEnvelope envelope) {
    Stream.concat(Stream.of(envelope.time()), envelope.event().times())
        .filter(time -> time.isBefore(FIRST) || time.isAfter(LAST))
        .findAny()
        .ifPresent(
            time -> {
              throw new IllegalArgumentException("The time " + time + " is out of range");
            });
  }

  private StorableTimes() {}
}
