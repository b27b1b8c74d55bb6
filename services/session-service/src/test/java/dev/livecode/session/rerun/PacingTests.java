package dev.livecode.session.rerun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacingTests {

  private static final Instant NOW = Instant.parse("2026-11-01T09:30:00Z");

  private final Pacing pacing = new Pacing(4, 2);

  @Test
  void theFirstIsSentAtOnce() {
    assertThat(pacing.maySend(NOW, null, 0)).isTrue();
  }

  @Test
  void betweenTwoThereIsTheTimeThatTheRateSays() {
    assertThat(pacing.maySend(NOW, NOW.minusMillis(249), 0)).isFalse();
    assertThat(pacing.maySend(NOW, NOW.minusMillis(250), 0)).isTrue();
    assertThat(new Pacing(0.5, 1).maySend(NOW, NOW.minusMillis(1_999), 0)).isFalse();
  }

  @Test
  void notMoreAreUnderWayThanMay() {
    assertThat(pacing.maySend(NOW, NOW.minusSeconds(60), 1)).isTrue();
    assertThat(pacing.maySend(NOW, NOW.minusSeconds(60), 2)).isFalse();
  }

  @Test
  void theEstimateIsTheLongerOfPaceAndWork() {
    assertThat(pacing.estimate(100, 1_000)).isEqualTo(Duration.ofSeconds(25));
    assertThat(pacing.estimate(100, 100_000)).isEqualTo(Duration.ofSeconds(60));
    assertThat(pacing.estimate(0, 0)).isEqualTo(Duration.ZERO);
  }

  @Test
  void aBatchThatMayNeverSendIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RerunProperties(0, Duration.ofSeconds(1)))
        .withMessageContaining("livecode.rerun.at-once");
  }
}
