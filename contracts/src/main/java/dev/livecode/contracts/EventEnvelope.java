package dev.livecode.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * An event with the CloudEvents 1.0 attributes that are not part of its data.
 *
 * @param id identity of this event; the same event sent twice has the same id
 * @param source which part emitted it, such as {@code /runner/7c1f}
 * @param time when it happened
 */
public record EventEnvelope(UUID id, String source, Instant time, RunEvent event) {

  /** A new envelope with an id of its own. */
  public static EventEnvelope of(String source, Instant time, RunEvent event) {
    return new EventEnvelope(UUID.randomUUID(), source, time, event);
  }
}
