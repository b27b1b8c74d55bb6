package dev.livecode.session.antispam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingTests {

  @Test
  void aWaitIsToldInSecondsAndNeverTooShort() {
    assertThat(Waiting.words(Duration.ofMillis(1201))).isEqualTo("1.3 s");
    assertThat(Waiting.words(Duration.ofSeconds(60))).isEqualTo("60 s");
    assertThat(Waiting.words(Duration.ofNanos(1))).isEqualTo("0.1 s");
  }
}
