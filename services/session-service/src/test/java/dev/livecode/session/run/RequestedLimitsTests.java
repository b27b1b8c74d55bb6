package dev.livecode.session.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.contracts.RunLimits;
import org.junit.jupiter.api.Test;

class RequestedLimitsTests {

  private static final RunLimits OWN = new RunLimits(5000, 4000, 128 << 20, 1 << 20);

  @Test
  void whatIsNotAskedForIsTheLanguagesOwn() {
    assertThat(RequestedLimits.NONE.within(OWN)).isEqualTo(OWN);
  }

  @Test
  void tighterLimitsAreTaken() {
    var tighter = new RequestedLimits(1L, 2L, RequestedLimits.LEAST_MEMORY_BYTES, 3L);

    assertThat(tighter.within(OWN)).isEqualTo(new RunLimits(1, 2, 16 << 20, 3));
  }

  @Test
  void theLanguagesOwnLimitsMayBeSpelledOut() {
    var same = new RequestedLimits(5000L, 4000L, 128L << 20, 1L << 20);

    assertThat(same.within(OWN)).isEqualTo(OWN);
  }

  @Test
  void looserLimitsAreRefusedWithTheBound() {
    var looser = new RequestedLimits(5001L, null, null, (1L << 20) + 1);

    assertThatThrownBy(() -> looser.within(OWN))
        .hasMessageContaining("limits.wall_time_ms must be at most 5000")
        .hasMessageContaining("limits.output_bytes must be at most 1048576");
  }

  @Test
  void aLanguageThatWasSavedMeanwhileStillBindsTheRun() {
    var asked = new RequestedLimits(4500L, null, null, null);

    assertThat(asked.tightest(new RunLimits(1000, 1000, 64 << 20, 10)))
        .isEqualTo(new RunLimits(1000, 1000, 64 << 20, 10));
  }
}
