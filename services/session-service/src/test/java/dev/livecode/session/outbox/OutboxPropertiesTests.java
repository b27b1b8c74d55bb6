package dev.livecode.session.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OutboxPropertiesTests {

  @Test
  void aSendIsOverBeforeItsLeaseByDefault() {
    OutboxProperties settings = bind(Map.of());

    assertThat(settings.longestSend()).isEqualTo(Duration.ofSeconds(6));
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.sweep()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.backoff()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aLeaseThatEndsDuringASendIsRefused() {
    assertThatThrownBy(() -> bind(Map.of("livecode.outbox.lease", "7s")))
        .rootCause()
        .hasMessageContaining("livecode.outbox.lease must be at least");
  }

  private static OutboxProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("livecode.outbox", OutboxProperties.class);
  }
}
