package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which containers there are, and who waits for one. It is told what happens and says what is to be
 * done; it knows no threads, no time and no engine. Not thread-safe.
 *
 * <p>Containers in whatever state, also those that are being made or removed, are never more than
 * the limit. Whoever has waited longest is served first, whichever profile it is; whoever needs a
 * new one goes before all others. Where there is no place left, a parked container makes room.
 *
 * @param <C> a container, of which it knows nothing
 */
final class ContainerStock<C> {

  private final int parkedAhead;
  private final int limit;
  private final Map<Profile, Shelf<C>> shelves = new LinkedHashMap<>();
  private final NavigableSet<Ticket> line = new TreeSet<>();
  private final List<Decision<C>> decisions = new ArrayList<>();
  private long tickets;
  private int beingRemoved;
  private boolean closed;

  /**
   * An empty one.
   *
   * @param parkedAhead per profile, those that run a job included
   * @param limit of all together
   */
  ContainerStock(int parkedAhead, int limit) {
    this.parkedAhead = parkedAhead;
    this.limit = limit;
  }

  /** Containers of this profile will be asked for. */
  void prepare(Profile profile) {
    var _ = shelf(profile);
  }

  /** Somebody needs a container, and waits for the answer. */
  Ticket ask(Profile profile) {
    return enter(new Ticket(tickets++, profile, false));
  }

  /** Somebody needs one that is made now. */
  Ticket askForNew(Profile profile) {
    return enter(new Ticket(tickets++, profile, true));
  }

  private Ticket enter(Ticket ticket) {
    line.add(ticket);
    return ticket;
  }

  /** Somebody waits no more. */
  void givesUp(Ticket ticket) {
    line.remove(ticket);
  }

  /** One was made, or made ready again. */
  void isReady(Profile profile, C container) {
    shelf(profile).parkingSucceeded(container);
  }

  void parkingFailed(Profile profile) {
    shelf(profile).parkingFailed();
  }

  /** Who was let make one could not. */
  void makingFailed(Profile profile) {
    shelf(profile).lentIsOver();
  }

  /** One that was lent may serve again, once it is ready; false when it must go. */
  boolean renewingBegins(Profile profile) {
    if (!closed) {
      shelf(profile).renewingBegins();
    }
    return !closed;
  }

  void renewingFailed(Profile profile, C container) {
    shelf(profile).parkingFailed();
    remove(container);
  }

  /** One that was lent has done its service. */
  void isSpent(Profile profile, C container) {
    shelf(profile).lentIsOver();
    remove(container);
  }

  /** What was lent could not be used; its borrower is back in the line, where it was. */
  void wasUnfit(Ticket ticket, C container) {
    isSpent(ticket.profile(), container);
    line.add(ticket);
  }

  /** One that is parked can't be used. */
  void isUnfit(Profile profile, C container) {
    if (shelf(profile).takeOut(container)) {
      remove(container);
    }
  }

  /** One is gone. */
  void isRemoved() {
    beingRemoved--;
  }

  /** From now on nothing is made or lent, and everything is removed that comes back. */
  void close() {
    closed = true;
  }

  /** Those that wait for a job. */
  List<C> parked() {
    return shelves.values().stream().map(Shelf::parked).flatMap(Collection::stream).toList();
  }

  /** All there are, in whatever state. */
  int total() {
    return shelves.values().stream().mapToInt(Shelf::total).sum() + beingRemoved;
  }

  /**
   * What follows from all that has happened.
   *
   * @param mayPark whether it makes sense to make containers just now
   */
  List<Decision<C>> decide(boolean mayPark) {
    if (closed) {
      clear();
    } else {
      serve(mayPark);
      if (mayPark) {
        shelves.forEach(this::fill);
      }
    }
    List<Decision<C>> all = List.copyOf(decisions);
    decisions.clear();
    return all;
  }

  private void clear() {
    line.forEach(ticket -> decisions.add(new Decision.Refuse<>(ticket)));
    line.clear();
    for (Shelf<C> shelf : shelves.values()) {
      shelf.takeAll().forEach(this::remove);
    }
  }

  /** Gives to each in the line what there is; whoever gets nothing has a place promised. */
  private void serve(boolean mayPark) {
    Map<Profile, Integer> promised = new HashMap<>();
    int coming = beingRemoved;
    for (Ticket ticket : List.copyOf(line)) {
      if (isLent(ticket) || isPromised(ticket, promised)) {
        continue;
      }
      if (total() < limit) {
        make(ticket, mayPark);
      } else if (coming > 0) {
        coming--;
      } else if (mayPark || ticket.isForNew()) {
        evict();
      }
    }
  }

  private boolean isLent(Ticket ticket) {
    Shelf<C> shelf = shelf(ticket.profile());
    if (ticket.isForNew() || !shelf.isStocked()) {
      return false;
    }
    line.remove(ticket);
    decisions.add(new Decision.Lend<>(ticket, shelf.lend()));
    return true;
  }

  /** Whether one is being made that nobody before needs. */
  private boolean isPromised(Ticket ticket, Map<Profile, Integer> promised) {
    return !ticket.isForNew()
        && promised.merge(ticket.profile(), 1, Integer::sum)
            <= shelf(ticket.profile()).beingParked();
  }

  private void make(Ticket ticket, boolean mayPark) {
    if (ticket.isForNew()) {
      line.remove(ticket);
      shelf(ticket.profile()).lentIsMore();
      decisions.add(new Decision.LetMake<>(ticket));
    } else if (mayPark) {
      park(ticket.profile());
    }
  }

  /** Takes one that serves nobody who has waited longer. */
  private void evict() {
    shelves.values().stream()
        .filter(Shelf::isStocked)
        .max(Comparator.comparingInt(Shelf::total))
        .ifPresent(shelf -> remove(shelf.take()));
  }

  /** Makes what is to be parked ahead, as far as there are places. */
  private void fill(Profile profile, Shelf<C> shelf) {
    for (int i = shelf.missing(parkedAhead); i > 0 && total() < limit; i--) {
      park(profile);
    }
  }

  private void park(Profile profile) {
    shelf(profile).parkingBegins();
    decisions.add(new Decision.Park<>(profile));
  }

  private void remove(C container) {
    beingRemoved++;
    decisions.add(new Decision.Remove<>(container));
  }

  private Shelf<C> shelf(Profile profile) {
    return shelves.computeIfAbsent(profile, _ -> new Shelf<>());
  }
}
