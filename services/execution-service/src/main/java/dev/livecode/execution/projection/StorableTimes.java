package dev.livecode.execution.projection;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import java.time.Instant;
import java.util.Objects;
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
    Stream.concat(Stream.of(envelope.time()), times(envelope))
        .filter(time -> time.isBefore(FIRST) || time.isAfter(LAST))
        .findAny()
        .ifPresent(
            time -> {
              throw new IllegalArgumentException("The time " + time + " is out of range");
            });
  }

  private static Stream<Instant> times(EventEnvelope envelope) {
    return switch (envelope.event()) {
      case RunRequested event -> Stream.of(event.acceptedAt());
      case RunStarted event -> Stream.of(event.acceptedAt(), event.startedAt());
      case RunOutput _ -> Stream.empty();
      case RunFinished event ->
          Stream.of(event.acceptedAt(), event.finishedAt(), event.startedAt())
              .filter(Objects::nonNull);
    };
  }

  private StorableTimes() {}
}
