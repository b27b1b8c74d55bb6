package dev.livecode.execution.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.execution.SampleRun;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeardEventsTests {

  private final SampleRun run = SampleRun.create();
  private final HeardEvents events = new HeardEvents(1_000);

  @Test
  void areTakenInOrderAndAllAtOnce() throws Exception {
    Heard first = output(7, 1);
    Heard second = output(9, 1);
    events.add(first);
    events.add(second);

    assertThat(events.take(Duration.ofSeconds(30))).containsExactly(first, second);
    assertThat(events.take(Duration.ZERO)).isEmpty();
  }

  @Test
  void doNotFitWhenNobodyTakesThem() throws Exception {
    assertThat(events.add(output(0, 700))).isTrue();
    assertThat(events.add(output(1, 700))).isFalse();
  }

  @Test
  void fitAgainWhenTheyWereTaken() throws Exception {
    events.add(output(0, 700));
    events.take(Duration.ZERO);

    assertThat(events.add(output(1, 700))).isTrue();
  }

  @Test
  void areGoneWhenItIsClosedAndNobodyWaitsAnyLonger() throws Exception {
    events.add(output(0, 1));
    events.take(Duration.ZERO);
    var taking =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return events.take(Duration.ofMinutes(5));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    events.close();

    assertThat(taking.join()).isEmpty();
    assertThat(events.add(output(1, 1))).isTrue();
    assertThat(events.take(Duration.ZERO)).isEmpty();
  }

  private Heard output(long offset, int bytes) {
    return new Heard(run.stdout(UUID.randomUUID(), 0, new byte[bytes]), offset);
  }
}
