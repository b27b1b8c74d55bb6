package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.system.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is for tests and for {@code ./livecode} stays out of what is deployed. */
class DeployedJarsEndToEndTests {

  private static final String[] FOREIGN = {
    "livecode-testing", "livecode-embedded", "livecode-local", "kafka_2.13", "embedded-",
    "testcontainers", "junit", "assertj", "awaitility", "spring-boot-test"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "services/session-service/target/session-service.jar",
        "services/execution-service/target/execution-service.jar",
        "services/runner-service/target/runner-service.jar",
        "infra/deployed/edge/target/livecode-edge.jar"
      })
  void holdNothingOfTheTests(String jar) throws Exception {
    assertThat(libraries(Home.ofWorkingFolder().project().resolve(jar)))
        .anyMatch(it -> it.startsWith("livecode-startup"))
        .noneMatch(it -> List.of(FOREIGN).stream().anyMatch(it::startsWith));
  }

  private static List<String> libraries(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(it -> Path.of(it.getName()).getFileName().toString())
          .filter(it -> it.endsWith(".jar"))
          .toList();
    }
  }
}
