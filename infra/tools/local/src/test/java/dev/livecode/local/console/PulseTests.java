package dev.livecode.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PulseTests {

  @Test
  void itSaysWhatIsWaitedForUntilThatIsThere() {
    List<String> said = new CopyOnWriteArrayList<>();
    try (var _ = new Pulse(Duration.ofMillis(1), said::add, () -> "session starts")) {
      await().atMost(Duration.ofSeconds(10)).until(() -> !said.isEmpty());
    }

    assertThat(said).containsOnly("session starts");
  }
}
