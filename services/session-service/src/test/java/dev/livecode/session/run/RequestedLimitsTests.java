package dev.livecode.session.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.RunLimits;
import org.junit.jupiter.api.Test;

class RequestedLimitsTests {

  private static final RunLimits OWN = new RunLimits(5000, 4000, 128 << 20, 1 << 20);

  @Test
  void whatIsNotAskedForIsTheLanguagesOwn() {
    assertThat(RequestedLimits.NONE.beyond(OWN)).isEmpty();
    assertThat(RequestedLimits.NONE.in(OWN)).isEqualTo(OWN);
  }

  @Test
  void tighterLimitsAreTaken() {
    var tighter = new RequestedLimits(1L, 2L, RequestedLimits.LEAST_MEMORY_BYTES, 3L);

    assertThat(tighter.beyond(OWN)).isEmpty();
    assertThat(tighter.in(OWN)).isEqualTo(new RunLimits(1, 2, 16 << 20, 3));
  }

  @Test
  void theLanguagesOwnLimitsMayBeSpelledOut() {
    var same = new RequestedLimits(5000L, 4000L, 128L << 20, 1L << 20);

    assertThat(same.beyond(OWN)).isEmpty();
    assertThat(same.in(OWN)).isEqualTo(OWN);
  }

  @Test
  void looserLimitsAreNamedWithTheBound() {
    var looser = new RequestedLimits(5001L, null, null, (1L << 20) + 1);

    assertThat(looser.impossible()).isEmpty();
    assertThat(looser.beyond(OWN))
        .containsExactly(
            "limits.wall_time_ms must be at most 5000",
            "limits.output_bytes must be at most 1048576");
  }

  @Test
  void whatNoLanguageAllowsIsNamedAtOnce() {
    var none = new RequestedLimits(0L, null, RequestedLimits.LEAST_MEMORY_BYTES - 1, null);

    assertThat(none.impossible())
        .containsExactly(
            "limits.wall_time_ms must be at least 1",
            "limits.memory_bytes must be at least 16777216");
  }
}
