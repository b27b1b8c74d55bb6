package dev.livecode.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class EdgePropertiesTests {

  @Test
  void noPageMayCallUnlessItIsNamed() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new EdgeProperties(
                URI.create("http://127.0.0.1:8081"),
                URI.create("http://127.0.0.1:8082"),
                DataSize.ofMegabytes(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                new EdgeProperties.Cors(List.of())));
  }

  @Test
  void everySettingIsRead() {
    assertThat(
            bind(
                Map.of(
                    "livecode.edge.session-service-url", "http://sessions:1",
                    "livecode.edge.execution-service-url", "http://executions:2",
                    "livecode.edge.max-request-size", "1KB",
                    "livecode.edge.connect-timeout", "2s",
                    "livecode.edge.read-timeout", "3s",
                    "livecode.edge.cors.allowed-origins", "https://a.example,https://b.example")))
        .isEqualTo(
            new EdgeProperties(
                URI.create("http://sessions:1"),
                URI.create("http://executions:2"),
                DataSize.ofKilobytes(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                new EdgeProperties.Cors(List.of("https://a.example", "https://b.example"))));
  }

  private static EdgeProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("livecode.edge", EdgeProperties.class);
  }
}
