package dev.livecode.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                new EdgeProperties.Waits(1_000, Duration.ofSeconds(45)),
                new EdgeProperties.Streams(2_000, Duration.ofSeconds(30)),
                List.of(),
                new EdgeProperties.Cors(List.of()),
                new EdgeProperties.Editor(false)));
  }

  @Test
  void everySettingIsRead() {
    assertThat(
            bind(
                Map.ofEntries(
                    Map.entry("livecode.edge.session-service-url", "http://sessions:1"),
                    Map.entry("livecode.edge.execution-service-url", "http://executions:2"),
                    Map.entry("livecode.edge.max-request-size", "1KB"),
                    Map.entry("livecode.edge.connect-timeout", "2s"),
                    Map.entry("livecode.edge.read-timeout", "3s"),
                    Map.entry("livecode.edge.waits.at-once", "4"),
                    Map.entry("livecode.edge.waits.read-timeout", "5s"),
                    Map.entry("livecode.edge.streams.at-once", "6"),
                    Map.entry("livecode.edge.streams.read-timeout", "7s"),
                    Map.entry(
                        "livecode.edge.trusted-proxies", "10.0.0.0/8,2001:db8::/32,192.0.2.1"),
                    Map.entry(
                        "livecode.edge.cors.allowed-origins",
                        "https://a.example,https://b.example"),
                    Map.entry("livecode.edge.editor.enabled", "true"))))
        .isEqualTo(
            new EdgeProperties(
                URI.create("http://sessions:1"),
                URI.create("http://executions:2"),
                DataSize.ofKilobytes(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                new EdgeProperties.Waits(4, Duration.ofSeconds(5)),
                new EdgeProperties.Streams(6, Duration.ofSeconds(7)),
                List.of("10.0.0.0/8", "2001:db8::/32", "192.0.2.1"),
                new EdgeProperties.Cors(List.of("https://a.example", "https://b.example")),
                new EdgeProperties.Editor(true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/8;80",
        "10/8",
        "10.0.0.256",
        "010.0.0.1",
        "2001:db8::/129",
        "2001:db8:::/32",
        "::ffff:10.0.0.0/104",
        "[2001:db8::]/32",
        "fe80::%1/10",
        "proxy",
        "localhost",
        "*",
      })
  void aTrustedProxyIsNamedByItsNetwork(String network) {
    assertThatThrownBy(
            () -> bind(Map.of("livecode.edge.trusted-proxies", "10.0.0.0/8, " + network)))
        .rootCause()
        .hasMessage(
            "livecode.edge.trusted-proxies has %s; it must be networks such as 10.0.0.0/8 or 2001:db8::/32",
            network);
  }

  private static EdgeProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("livecode.edge", EdgeProperties.class);
  }
}
