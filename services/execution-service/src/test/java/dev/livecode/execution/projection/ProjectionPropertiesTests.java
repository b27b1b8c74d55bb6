package dev.livecode.execution.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProjectionPropertiesTests {

  @Test
  void everySettingIsRead() {
    assertThat(bind(Map.of())).isEqualTo(new ProjectionProperties(Duration.ofSeconds(1)));
    assertThat(bind(Map.of("livecode.projection.retry-backoff", "250ms")))
        .isEqualTo(new ProjectionProperties(Duration.ofMillis(250)));
  }

  private static ProjectionProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("livecode.projection", ProjectionProperties.class);
  }
}
