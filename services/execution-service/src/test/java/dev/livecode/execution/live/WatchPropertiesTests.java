package dev.livecode.execution.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class WatchPropertiesTests {

  @Test
  void aClassBehindOneRouterFits() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new WatchProperties(
                4_000,
                500,
                Duration.ofSeconds(10),
                DataSize.ofKilobytes(512),
                Duration.ofSeconds(5)));
  }

  @Test
  void everySettingIsRead() {
    assertThat(
            bind(
                Map.of(
                    "livecode.watch.per-instance", "5",
                    "livecode.watch.per-address", "2",
                    "livecode.watch.heartbeat", "1s",
                    "livecode.watch.queue", "64KB",
                    "livecode.watch.patience", "2s")))
        .isEqualTo(
            new WatchProperties(
                5, 2, Duration.ofSeconds(1), DataSize.ofKilobytes(64), Duration.ofSeconds(2)));
  }

  private static WatchProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("livecode.watch", WatchProperties.class);
  }
}
