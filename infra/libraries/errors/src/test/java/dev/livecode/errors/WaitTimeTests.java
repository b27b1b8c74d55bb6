package dev.livecode.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitTimeTests {

  @ParameterizedTest
  @CsvSource({"10s,10000", "30s,30000", "500ms,500", "0s,0", "30000ms,30000"})
  void secondsAndMillisecondsAreUnderstood(String parameter, long millis) {
    assertThat(WaitTime.of(parameter)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void noParameterIsNoWait() {
    assertThat(WaitTime.of(null)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10", "s", "-1s", "1.5s", "10 s", "1m", "31s", "30001ms", "999999s", "１s"})
  void whatIsMalformedOrTooLongIsRefused(String parameter) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> WaitTime.of(parameter))
        .withMessageContaining("wait must be");
  }
}
