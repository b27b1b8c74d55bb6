package dev.livecode.runner.sandbox.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for the stock in whatever order things happen. A failure names its seed. */
class StockScheduleTests {

  private static final int SCHEDULES = Boolean.getBoolean("livecode.test.full") ? 20_000 : 1_000;
  private static final int STEPS = 200;

  @Test
  void inEveryScheduleTheLimitHoldsAndTheLineIsKept() {
    for (long seed = 0; seed < SCHEDULES; seed++) {
      chaos(seed);
    }
  }

  @Test
  void nobodyWaitsForEverWhileContainersComeBack() {
    for (long seed = 0; seed < SCHEDULES; seed++) {
      StockWorld world = chaos(seed);
      List<Ticket> waiting = world.waiting();
      int rounds = 4 * (waiting.size() + world.limit() + 1);
      for (int i = 0; i < rounds; i++) {
        world.letEverythingComeToItsEnd();
        world.somebodyElseAsks();
      }
      assertThat(world.waiting().stream().filter(waiting::contains))
          .as("%s: who waited since %d rounds", world, rounds)
          .isEmpty();
    }
  }

  @Test
  void afterTheEndNobodyWaitsAndNothingIsLeft() {
    for (long seed = 0; seed < SCHEDULES; seed++) {
      StockWorld world = chaos(seed);
      world.close();
      assertThat(world.waiting()).as("%s: who waits", world).isEmpty();
      for (int i = 0; i < 4; i++) {
        world.letEverythingComeToItsEnd();
      }
      assertThat(world.total()).as("%s: what is left", world).isZero();
    }
  }

  private static StockWorld chaos(long seed) {
    var world = new StockWorld(seed, new Random(seed));
    for (int i = 0; i < STEPS; i++) {
      world.step();
    }
    return world;
  }
}
