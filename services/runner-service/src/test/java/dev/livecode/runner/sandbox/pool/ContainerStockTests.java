package dev.livecode.runner.sandbox.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.pool.Decision.Lend;
import dev.livecode.runner.sandbox.pool.Decision.LetMake;
import dev.livecode.runner.sandbox.pool.Decision.Park;
import dev.livecode.runner.sandbox.pool.Decision.Refuse;
import dev.livecode.runner.sandbox.pool.Decision.Remove;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerStockTests {

  private static final Profile SMALL = new Profile(null, 64, 16);
  private static final Profile LARGE = new Profile(null, 128, 16);

  private final ContainerStock<String> stock = new ContainerStock<>(2, 3);

  /** What is decided while the engine is away, so that nothing is made. */
  private List<Decision<String>> decided() {
    return stock.decide(false);
  }

  /** Parks as many as are wanted, by the names small0, small1 … */
  private void fillUp() {
    stock.prepare(SMALL);
    for (Decision<String> _ : List.copyOf(stock.decide(true))) {
      stock.isReady(SMALL, "small" + stock.parked().size());
    }
    assertThat(stock.parked()).containsExactly("small0", "small1");
  }

  /** Parks one more than is parked ahead, for people who then go away. */
  private void fillWholly() {
    List<Ticket> people = List.of(stock.ask(SMALL), stock.ask(SMALL), stock.ask(SMALL));
    assertThat(stock.decide(true)).hasSize(3);
    people.forEach(stock::givesUp);
    List.of("one", "two", "three").forEach(it -> stock.isReady(SMALL, it));
  }

  @Test
  void whoeverHasWaitedLongestIsServedFirst() {
    Ticket first = stock.ask(SMALL);
    Ticket second = stock.ask(SMALL);
    assertThat(stock.decide(true)).containsExactly(new Park<>(SMALL), new Park<>(SMALL));
    stock.isReady(SMALL, "one");
    Ticket third = stock.ask(SMALL);
    assertThat(decided()).containsExactly(new Lend<>(first, "one"));
    stock.isReady(SMALL, "two");
    assertThat(decided()).containsExactly(new Lend<>(second, "two"));
    assertThat(stock.decide(true)).containsExactly(new Park<>(SMALL));
    stock.isReady(SMALL, "three");
    assertThat(decided()).containsExactly(new Lend<>(third, "three"));
  }

  @Test
  void whoGivesUpHoldsUpNobody() {
    Ticket first = stock.ask(SMALL);
    Ticket second = stock.ask(SMALL);
    assertThat(stock.decide(true)).hasSize(2);
    stock.givesUp(first);
    stock.isReady(SMALL, "one");
    assertThat(decided()).containsExactly(new Lend<>(second, "one"));
  }

  @Test
  void theTargetCountsWhatIsLentAndWaitersCountAtOnce() {
    fillUp();
    Ticket first = stock.ask(SMALL);
    assertThat(stock.decide(true))
        .as("nothing is made while it runs")
        .containsExactly(new Lend<>(first, "small0"));
    Ticket second = stock.ask(SMALL);
    Ticket third = stock.ask(SMALL);
    assertThat(stock.decide(true)).containsExactly(new Lend<>(second, "small1"), new Park<>(SMALL));
    assertThat(stock.decide(true)).as("one is being made for the third").isEmpty();
    stock.parkingFailed(SMALL);
    assertThat(decided()).isEmpty();
    assertThat(stock.decide(true)).containsExactly(new Park<>(SMALL));
    stock.isReady(SMALL, "another");
    assertThat(decided()).containsExactly(new Lend<>(third, "another"));
  }

  @Test
  void whoWasGivenADeadOneIsBackWhereTheyWere() {
    Ticket first = stock.ask(SMALL);
    Ticket second = stock.ask(SMALL);
    assertThat(stock.decide(true)).hasSize(2);
    stock.isReady(SMALL, "dead");
    assertThat(decided()).containsExactly(new Lend<>(first, "dead"));
    stock.wasUnfit(first, "dead");
    stock.isReady(SMALL, "alive");
    assertThat(decided()).containsExactly(new Remove<>("dead"), new Lend<>(first, "alive"));
    assertThat(stock.decide(true)).containsExactly(new Park<>(SMALL));
    stock.isReady(SMALL, "other");
    assertThat(decided()).containsExactly(new Lend<>(second, "other"));
  }

  @Test
  void aNewOneIsMadeInTheLastPlaceAndNeverBeyondIt() {
    fillUp();
    Ticket first = stock.askForNew(SMALL);
    assertThat(decided()).containsExactly(new LetMake<>(first));
    assertThat(stock.total()).isEqualTo(3);
    Ticket second = stock.askForNew(SMALL);
    assertThat(decided()).as("a parked one makes room").containsExactly(new Remove<>("small0"));
    assertThat(decided()).as("one is enough").isEmpty();
    stock.isRemoved();
    assertThat(decided()).containsExactly(new LetMake<>(second));
    assertThat(stock.total()).isEqualTo(3);
  }

  @Test
  void whereNothingIsParkedANewOneGetsThePlaceOfOneThatWasLent() {
    fillWholly();
    for (int i = 0; i < 3; i++) {
      stock.ask(SMALL);
    }
    assertThat(decided()).hasSize(3);
    Ticket other = stock.ask(LARGE);
    Ticket asks = stock.askForNew(SMALL);
    stock.isSpent(SMALL, "two");
    assertThat(stock.decide(true)).containsExactly(new Remove<>("two"));
    stock.isRemoved();
    assertThat(stock.decide(true)).containsExactly(new LetMake<>(asks));
    stock.makingFailed(SMALL);
    assertThat(stock.decide(true)).as("now %s has its turn", other).contains(new Park<>(LARGE));
  }

  @Test
  void whatOthersUseInTurnsIsTakenFromThemForWhoeverHasWaitedLonger() {
    fillWholly();
    Ticket large = stock.ask(LARGE);
    assertThat(stock.decide(true)).containsExactly(new Remove<>("one"));
    Ticket small = stock.ask(SMALL);
    assertThat(stock.decide(true)).containsExactly(new Lend<>(small, "two"));
    stock.isRemoved();
    assertThat(stock.decide(true)).containsExactly(new Park<>(LARGE));
    stock.isReady(LARGE, "large");
    assertThat(decided()).containsExactly(new Lend<>(large, "large"));
  }

  @Test
  void afterTheEndNothingIsLentAndAllIsRemoved() {
    fillUp();
    Ticket served = stock.ask(SMALL);
    assertThat(decided()).containsExactly(new Lend<>(served, "small0"));
    Ticket waits = stock.ask(LARGE);
    stock.close();
    assertThat(stock.decide(true)).containsExactly(new Refuse<>(waits), new Remove<>("small1"));
    assertThat(stock.renewingBegins(SMALL)).isFalse();
    stock.isSpent(SMALL, "small0");
    assertThat(stock.decide(true)).containsExactly(new Remove<>("small0"));
    Ticket late = stock.ask(SMALL);
    assertThat(stock.decide(true)).containsExactly(new Refuse<>(late));
  }
}
