package dev.livecode.runner.sandbox.pool;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Decides whose containers are nobody's. */
final class Orphans {

  private static final Duration MAKING = Duration.ofMinutes(1);

  /**
   * The containers to remove: those that we have seen for longer than their lease, whoever made
   * them; ours that we don't know; and others' that have exited and were seen so before, so that a
   * living sibling has had its time to look at how they ended. A living container within its lease
   * is spared. No clock is believed, neither the engine's nor another runner's.
   *
   * @param seenExited ids that had exited at the last look
   */
  static List<Listed> among(
      List<Listed> all, Predicate<Listed> isKnown, String runner, Set<String> seenExited) {
    return all.stream()
        .filter(it -> !isKnown.test(it))
        .filter(
            it ->
                it.runner().equals(runner)
                    || it.isSeenFor(it.lease())
                    || (it.isOver() && seenExited.contains(it.id()))
                    || (it.isUnstarted() && it.isSeenFor(MAKING)))
        .toList();
  }

  /**
   * One of our system's containers, as the engine lists it.
   *
   * @param seen how long since we first saw it
   */
  record Listed(
      String id, String name, String runner, String state, Duration seen, Duration lease) {

    boolean isSeenFor(Duration time) {
      return seen.compareTo(time) >= 0;
    }

    boolean isOver() {
      return state.equals("exited") || state.equals("dead");
    }

    boolean isPaused() {
      return state.equals("paused");
    }

    boolean isUnstarted() {
      return state.equals("created");
    }
  }

  private Orphans() {}
}
