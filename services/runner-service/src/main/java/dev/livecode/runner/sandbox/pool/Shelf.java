package dev.livecode.runner.sandbox.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The stock's containers of one profile. */
final class Shelf<C> {

  private final Deque<C> parked = new ArrayDeque<>();
  private int beingParked;
  private int lent;

  /**
   * How many are missing: the target counts those that run a job, so that a new one is made when a
   * run is over and not while it needs the processor.
   */
  int missing(int target) {
    return target - total();
  }

  int total() {
    return parked.size() + beingParked + lent;
  }

  List<C> parked() {
    return List.copyOf(parked);
  }

  int beingParked() {
    return beingParked;
  }

  void parkingBegins() {
    beingParked++;
  }

  void parkingFailed() {
    beingParked--;
  }

  void parkingSucceeded(C container) {
    beingParked--;
    parked.addLast(container);
  }

  boolean isStocked() {
    return !parked.isEmpty();
  }

  /** The container that has been parked longest; there must be one. */
  C lend() {
    C container = take();
    lent++;
    return container;
  }

  /** One is lent that was never here. */
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

  /** The same that {@link #lend} would give, for good. */
  C take() {
    return parked.removeFirst();
  }

  List<C> takeAll() {
    List<C> all = parked();
    parked.clear();
    return all;
  }

  /** Takes out this one; false when it is not here. */
  boolean takeOut(C container) {
    return parked.remove(container);
  }
}
