package dev.livecode.execution.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a history is told; what is null is no bound.
 *
 * @param position the last position that counts
 * @param time the last time that counts
 */
record Until(@Nullable Long position, @Nullable Instant time) {

  Until {
    if (position != null && time != null) {
      throw Parameters.refused("ask with at or with position, not with both");
    }
  }

  boolean includes(Place place, Instant happened) {
    return (position == null || place.position() <= position)
        && (time == null || !happened.isAfter(time));
  }
}
