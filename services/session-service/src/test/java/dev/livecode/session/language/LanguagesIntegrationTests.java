package dev.livecode.session.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.kafka.Topics;
import dev.livecode.session.testing.RunningService;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LanguagesIntegrationTests extends RunningService {

  @Test
  void theLanguagesAreTold() {
    JsonNode languages = calls().get("/languages").json().get("languages");

    assertThat(languages.findValuesAsString("name")).contains("java", "javascript", "python");
    JsonNode first = languages.get(0);
    assertThat(first.propertyNames())
        .containsExactly(
            "name",
            "title",
            "extensions",
            "version",
            "template",
            "limits",
            "interactive_wall_time_ms",
            "processes");
    assertThat(language("cpp").get("extensions").valueStream().map(JsonNode::asString))
        .containsExactly("cpp", "cc", "cxx");
    assertThat(first.get("limits").get("wall_time_ms").asLong()).isEqualTo(5000);
    assertThat(language("python").get("processes").asInt()).isEqualTo(128);
  }

  @Test
  void theVersionIsWhatARunnerHasToldLast() {
    assertThat(language("java").get("version").isNull()).as("nobody has told of it").isTrue();

    LOG.find("python", "Python 3.13.5");
    awaitVersion("python", "Python 3.13.5");
    LOG.write(new ProducerRecord<>(Topics.LANGUAGES, "python", "no event".getBytes(UTF_8)));
    LOG.find("klingon", "one that is not on offer");
    LOG.find("python", "Python 3.14.0");
    awaitVersion("python", "Python 3.14.0");

    assertThat(language("java").get("version").isNull()).isTrue();
    assertThat(calls().get("/languages").text()).doesNotContain("klingon");
  }

  private void awaitVersion(String name, String version) {
    await(version)
        .atMost(Duration.ofSeconds(30))
        .until(() -> language(name).get("version").asString("").equals(version));
  }

  private JsonNode language(String name) {
    return calls()
        .get("/languages")
        .json()
        .get("languages")
        .valueStream()
        .filter(it -> it.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
