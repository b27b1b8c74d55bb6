package dev.livecode.execution.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplayPropertiesTests {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void whatCanNotBeSaysWhatToDo() {
    assertThatThrownBy(() -> new ReplayProperties(0, SECOND, SECOND.multipliedBy(10)))
        .hasMessage("livecode.replay.threads must be from 1 to 16, not 0");
    assertThatThrownBy(() -> new ReplayProperties(17, SECOND, SECOND.multipliedBy(10)))
        .hasMessageContaining("not 17");
    assertThatThrownBy(() -> new ReplayProperties(2, SECOND, SECOND.multipliedBy(2)))
        .hasMessageContaining("lease must be at least three times");
    assertThatThrownBy(() -> new ReplayProperties(2, Duration.ZERO, SECOND))
        .hasMessageContaining("positive");
    assertThat(new ReplayProperties(16, SECOND, SECOND.multipliedBy(3)).threads()).isEqualTo(16);
  }
}
