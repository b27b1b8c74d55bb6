package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import java.util.Comparator;

/**
 * A place in the line of those who wait for a container.
 *
 * @param number later ones are higher
 * @param isForNew whether only one that is made now will do; these come before all others
 */
record Ticket(long number, Profile profile, boolean isForNew) implements Comparable<Ticket> {

  private static final Comparator<Ticket> ORDER =
      Comparator.comparing((Ticket it) -> !it.isForNew()).thenComparing(Ticket::number);

  @Override
  public int compareTo(Ticket other) {
    return ORDER.compare(this, other);
  }
}
