package dev.livecode.runner.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AttemptTimeTests {

  private static final Instant ACCEPTED = Instant.parse("2026-11-01T09:30:00Z");

  private final AtomicReference<Instant> clock =
      new AtomicReference<>(ACCEPTED.plus(Duration.ofSeconds(1)));

  @Test
  void anAttemptBeginsWithTheClock() {
    assertThat(new AttemptTime(ACCEPTED, clock::get).instant())
        .isBetween(clock.get(), clock.get().plusSeconds(1));
  }

  @Test
  void aClockThatWasSetBackAfterTheAcceptanceIsNotBelieved() {
    clock.set(ACCEPTED.minus(Duration.ofHours(1)));
    assertThat(new AttemptTime(ACCEPTED, clock::get).instant())
        .isBetween(ACCEPTED, ACCEPTED.plusSeconds(1));
  }

  @Test
  void aClockThatIsSetDuringTheAttemptChangesNoDate() {
    var time = new AttemptTime(ACCEPTED, clock::get);
    Instant before = time.instant();
    for (long hours : new long[] {-1, 1}) {
      clock.set(ACCEPTED.plus(Duration.ofHours(hours)));
      assertThat(time.instant()).isBetween(before, before.plusSeconds(1));
    }
  }
}
