package dev.livecode.embedded;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whatever runs Kafka is set by the one file; beside it stands only where that one is. */
class OneNodeTests {

  private static final Path PROJECT = Path.of("../../..").toAbsolutePath().normalize();
  private static final String FILE = "infra/packaging/kafka.env";
  private static final Set<String> PLACES =
      Set.of(
          "listeners",
          "advertised.listeners",
          "listener.security.protocol.map",
          "inter.broker.listener.name",
          "controller.quorum.voters",
          "controller.quorum.bootstrap.servers",
          "log.dirs");

  @Test
  void theBrokerHereIsSetByTheFile() {
    assertThat(settings(KafkaBroker.properties(Path.of("data"), 1, 2)))
        .isEqualTo(OneNode.properties())
        .hasSizeGreaterThan(20);
  }

  @Test
  void composeIsSetByTheFile() {
    JsonNode kafka =
        new YAMLMapper().readTree(PROJECT.resolve("compose.yaml").toFile()).at("/services/kafka");

    assertThat(kafka.path("env_file").asString()).isEqualTo(FILE);
    assertThat(kafka.path("environment").propertyNames())
        .extracting(OneNode::property)
        .contains("listeners")
        .allMatch(it -> PLACES.contains(it) || it.equals("heap.opts"));
  }

  @Test
  void theStandInIsSetByTheFile() throws Exception {
    Process script =
        new ProcessBuilder("infra/packaging/offline/kafka/server-properties", FILE)
            .directory(PROJECT.toFile())
            .start();
    var printed = new Properties();
    printed.load(script.getInputStream());

    assertThat(script.waitFor()).isZero();
    assertThat(settings(printed)).isEqualTo(OneNode.properties());
  }

  private static Map<String, String> settings(Properties properties) {
    return properties.stringPropertyNames().stream()
        .filter(it -> !PLACES.contains(it))
        .collect(toMap(it -> it, properties::getProperty));
  }
}
