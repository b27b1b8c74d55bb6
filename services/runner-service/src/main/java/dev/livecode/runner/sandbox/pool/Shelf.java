package dev.livecode.runner.sandbox.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The pool's containers of one profile. Guarded by the pool's lock. */
final class Shelf {

  private final Deque<ParkedContainer> parked = new ArrayDeque<>();
  private int beingParked;
  private final Deque<Object> line = new ArrayDeque<>();
  private int lent;

  /**
   * How many are missing: the target counts those that run a job, so that a new one is made when a
   * run is over and not while it needs the processor; whoever waits needs one at once.
   */
  int missing(int target) {
    return Math.max(target - lent, line.size()) - parked.size() - beingParked;
  }

  boolean isSomebodyInNeed() {
    return line.size() > parked.size() + beingParked;
  }

  int size() {
    return parked.size();
  }

  void parkingBegins() {
    beingParked++;
  }

  void parkingFailed() {
    beingParked--;
  }

  void parkingSucceeded(ParkedContainer container) {
    beingParked--;
    parked.addLast(container);
  }

  /** Joins the line behind everybody who waits, and returns the place in it. */
  Object waitingBegins() {
    var place = new Object();
    line.addLast(place);
    return place;
  }

  void waitingEnds(Object place) {
    line.remove(place);
  }

  /** The container that has been parked longest; none while somebody waits for one. */
  @Nullable ParkedContainer lend() {
    return line.isEmpty() ? take() : null;
  }

  /** The same for whoever is first in the line. */
  @Nullable ParkedContainer lendTo(Object place) {
    return line.peekFirst() == place ? take() : null;
  }

  private @Nullable ParkedContainer take() {
    ParkedContainer container = parked.pollFirst();
    if (container != null) {
      lent++;
    }
    return container;
  }

  /** One was lent that was never here. */
  void lentIsMore() {
    lent++;
  }

  void lentIsOver() {
    lent--;
  }

  /** One that was lent is being made ready again. */
  void renewingBegins() {
    lent--;
    beingParked++;
  }

  @Nullable ParkedContainer evict() {
    return parked.pollFirst();
  }

  /** Takes out those of which this is true. */
  List<ParkedContainer> takeOut(Predicate<ParkedContainer> which) {
    List<ParkedContainer> taken = parked.stream().filter(which).toList();
    parked.removeAll(taken);
    return taken;
  }
}
