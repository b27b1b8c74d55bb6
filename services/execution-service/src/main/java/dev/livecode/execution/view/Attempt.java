package dev.livecode.execution.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that a view shows.
 *
 * @param startedAt when it began, null when its program never ran
 */
public record Attempt(UUID id, String runner, @Nullable Instant startedAt) {

  private static final Comparator<Attempt> BY_START =
      Comparator.comparing(Attempt::startedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Attempt::id);

  /** Keeps its values in the form in which they are stored. */
  public Attempt {
    runner = NormalForm.of(runner);
    startedAt = startedAt == null ? null : NormalForm.of(startedAt);
  }

  /** Whether this one began later; of two that began at once, the one with the greater id did. */
  boolean isLaterThan(Attempt other) {
    return BY_START.compare(this, other) > 0;
  }
}
