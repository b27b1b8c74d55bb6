package dev.livecode.runner.sandbox.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.pool.Decision.Lend;
import dev.livecode.runner.sandbox.pool.Decision.LetMake;
import dev.livecode.runner.sandbox.pool.Decision.Park;
import dev.livecode.runner.sandbox.pool.Decision.Refuse;
import dev.livecode.runner.sandbox.pool.Decision.Remove;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Engine, borrowers and clock of a stock, as a die wants them; holds it to its promises. */
final class StockWorld {

  static final List<Profile> PROFILES =
      List.of(new Profile(null, 1, 1), new Profile(null, 2, 1), new Profile(null, 3, 1));

  private final long seed;
  private final Random die;
  private final int limit;
  private final ContainerStock<Box> stock;
  private final List<Ticket> waiting = new ArrayList<>();
  private final List<Profile> beingParked = new ArrayList<>();
  private final List<Ticket> beingMade = new ArrayList<>();
  private final List<Box> parked = new ArrayList<>();
  private final List<Loan> lent = new ArrayList<>();
  private final List<Box> resting = new ArrayList<>();
  private final List<Box> beingRenewed = new ArrayList<>();
  private final List<Box> given = new ArrayList<>();
  private final List<Box> beingRemoved = new ArrayList<>();
  private int boxes;
  private boolean mayPark;
  private boolean closed;

  /** A container. */
  private record Box(int number, Profile profile) {}

  private record Loan(Ticket ticket, Box box) {}

  StockWorld(long seed, Random die) {
    this.seed = seed;
    this.die = die;
    this.limit = 1 + die.nextInt(6);
    this.stock = new ContainerStock<>(1 + die.nextInt(3), limit);
  }

  int limit() {
    return limit;
  }

  List<Ticket> waiting() {
    return List.copyOf(waiting);
  }

  int total() {
    return beingParked.size()
        + beingMade.size()
        + parked.size()
        + lent.size()
        + resting.size()
        + beingRenewed.size()
        + beingRemoved.size();
  }

  /** One thing happens. */
  void step() {
    switch (die.nextInt(14)) {
      case 0 -> asks(stock.ask(anyProfile()));
      case 1 -> asks(die.nextBoolean() ? stock.ask(anyProfile()) : stock.askForNew(anyProfile()));
      case 2 -> with(waiting, this::givesUp);
      case 3, 4 -> with(beingParked, it -> parkingEnds(it, die.nextInt(4) > 0));
      case 5 -> with(beingMade, it -> makingEnds(it, die.nextInt(4) > 0));
      case 6 -> with(lent, this::isTakenBack);
      case 7 -> with(lent, it -> resting.add(it.box()));
      case 8 -> with(resting, this::isSpent);
      case 9 -> with(beingRenewed, it -> renewingEnds(it, die.nextInt(4) > 0));
      case 10, 11 -> with(beingRemoved, _ -> stock.isRemoved());
      case 12 -> unfit();
      default -> mayPark = die.nextInt(4) > 0;
    }
    obey();
  }

  void somebodyElseAsks() {
    asks(stock.ask(anyProfile()));
    obey();
  }

  private Profile anyProfile() {
    return PROFILES.get(die.nextInt(PROFILES.size()));
  }

  private void asks(Ticket ticket) {
    waiting.add(ticket);
    waiting.sort(Comparator.comparing((Ticket it) -> !it.isForNew()).thenComparing(Ticket::number));
  }

  /** Whatever is under way ends well, and what is lent comes back. */
  void letEverythingComeToItsEnd() {
    mayPark = true;
    each(beingRemoved, _ -> stock.isRemoved());
    each(beingParked, it -> parkingEnds(it, true));
    each(beingMade, it -> makingEnds(it, true));
    each(beingRenewed, it -> renewingEnds(it, true));
    each(resting, this::isSpent);
    each(lent, this::isTakenBack);
  }

  void close() {
    closed = true;
    stock.close();
    obey();
  }

  private void givesUp(Ticket ticket) {
    stock.givesUp(ticket);
  }

  private void parkingEnds(Profile profile, boolean isGood) {
    if (isGood) {
      isReady(new Box(boxes++, profile));
    } else {
      stock.parkingFailed(profile);
    }
  }

  private void isReady(Box box) {
    parked.add(box);
    stock.isReady(box.profile(), box);
  }

  private void makingEnds(Ticket ticket, boolean isGood) {
    if (isGood) {
      lent.add(new Loan(ticket, new Box(boxes++, ticket.profile())));
    } else {
      stock.makingFailed(ticket.profile());
    }
  }

  private void isTakenBack(Loan loan) {
    boolean goesOn = stock.renewingBegins(loan.box().profile());
    (goesOn ? beingRenewed : resting).add(loan.box());
  }

  private void isSpent(Box box) {
    given.add(box);
    stock.isSpent(box.profile(), box);
  }

  private void renewingEnds(Box box, boolean isGood) {
    if (isGood) {
      isReady(box);
    } else {
      given.add(box);
      stock.renewingFailed(box.profile(), box);
    }
  }

  private void unfit() {
    if (die.nextBoolean()) {
      with(parked, this::isUnfit);
    } else {
      with(lent, this::wasUnfit);
    }
  }

  private void isUnfit(Box box) {
    given.add(box);
    stock.isUnfit(box.profile(), box);
  }

  private void wasUnfit(Loan loan) {
    given.add(loan.box());
    if (loan.ticket().isForNew()) {
      stock.isSpent(loan.box().profile(), loan.box());
    } else {
      asks(loan.ticket());
      stock.wasUnfit(loan.ticket(), loan.box());
    }
  }

  private <T> void with(List<T> some, Consumer<T> happens) {
    if (!some.isEmpty()) {
      happens.accept(some.remove(die.nextInt(some.size())));
    }
  }

  private <T> void each(List<T> some, Consumer<T> happens) {
    for (T one : List.copyOf(some)) {
      some.remove(one);
      happens.accept(one);
      obey();
    }
  }

  private void obey() {
    stock.decide(mayPark).forEach(this::act);
    assertThat(total()).as("%s: containers in whatever state", this).isBetween(0, limit);
    assertThat(stock.total()).as("%s: containers that it counts", this).isEqualTo(total());
    assertThat(given).as("%s: what was given back and is not removed", this).isEmpty();
    if (!closed) {
      nobodyWaitsInVain();
    }
  }

  private void act(Decision<Box> decision) {
    switch (decision) {
      case Park(Profile profile) -> {
        assertThat(mayPark && !closed).as("%s: parks", this).isTrue();
        beingParked.add(profile);
      }
      case Remove(Box box) -> {
        assertThat(given.remove(box) || parked.remove(box)).as("%s: has %s", this, box).isTrue();
        beingRemoved.add(box);
      }
      case Lend(Ticket ticket, Box box) -> {
        assertThat(box.profile()).isEqualTo(ticket.profile());
        assertThat(parked.remove(box)).as("%s: has %s", this, box).isTrue();
        isFirst(ticket);
        lent.add(new Loan(ticket, box));
      }
      case LetMake(Ticket ticket) -> {
        isFirst(ticket);
        beingMade.add(ticket);
      }
      case Refuse(Ticket ticket) ->
          assertThat(closed && waiting.remove(ticket)).as("%s: refuses", this).isTrue();
    }
  }

  private void isFirst(Ticket ticket) {
    Ticket first =
        waiting.stream()
            .filter(it -> it.isForNew() == ticket.isForNew())
            .filter(it -> it.isForNew() || it.profile().equals(ticket.profile()))
            .findFirst()
            .orElseThrow();
    assertThat(ticket).as("%s: the first of those who wait for such a one", this).isEqualTo(first);
    waiting.remove(ticket);
  }

  /** Who still waits has one coming, or else there is no place, and none can be made. */
  private void nobodyWaitsInVain() {
    int unpromised = 0;
    var coming = new ArrayList<>(beingParked);
    beingRenewed.forEach(it -> coming.add(it.profile()));
    for (Ticket ticket : waiting) {
      if (ticket.isForNew() || !coming.remove(ticket.profile())) {
        unpromised++;
      }
    }
    boolean onlyNew = waiting.stream().allMatch(Ticket::isForNew);
    if (unpromised > 0 && (mayPark || onlyNew)) {
      assertThat(total()).as("%s: %d wait for a place", this, unpromised).isEqualTo(limit);
      if (beingRemoved.size() < unpromised) {
        assertThat(parked).as("%s: parked while somebody needs the place", this).isEmpty();
      }
    }
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
