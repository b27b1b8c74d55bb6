package dev.livecode.runner.sandbox.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.runner.sandbox.docker.Jobs;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShelfTests {

  private final Shelf shelf = new Shelf();

  @SuppressWarnings("NullAway") // A shelf looks at neither the stream nor the frames.
  private void park(String name) {
    shelf.parkingBegins();
    shelf.parkingSucceeded(
        new ParkedContainer(name, name, Jobs.PROFILE, Instant.EPOCH, 0, null, null));
  }

  @Test
  void whoeverHasWaitedLongestIsServedFirst() {
    Object first = shelf.waitingBegins();
    Object second = shelf.waitingBegins();
    park("one");
    assertThat(shelf.lend()).as("somebody who has just come").isNull();
    assertThat(shelf.lendTo(second)).isNull();
    assertThat(shelf.lendTo(first)).isNotNull();
    shelf.waitingEnds(first);
    assertThat(shelf.lendTo(second)).as("none is left").isNull();
    park("two");
    assertThat(shelf.lendTo(second)).isNotNull();
    shelf.waitingEnds(second);
    park("three");
    assertThat(shelf.lend()).isNotNull();
  }

  @Test
  void whoGivesUpHoldsUpNobody() {
    Object first = shelf.waitingBegins();
    Object second = shelf.waitingBegins();
    park("one");
    shelf.waitingEnds(first);
    assertThat(shelf.lendTo(second)).isNotNull();
  }

  @Test
  void theTargetCountsWhatIsLentAndWaitersCountAtOnce() {
    assertThat(shelf.missing(2)).isEqualTo(2);
    park("one");
    assertThat(shelf.lend()).isNotNull();
    assertThat(shelf.missing(2)).isOne();
    shelf.waitingBegins();
    shelf.waitingBegins();
    assertThat(shelf.missing(2)).isEqualTo(2);
    shelf.parkingBegins();
    assertThat(shelf.missing(2)).isOne();
    assertThat(shelf.isSomebodyInNeed()).isTrue();
  }
}
