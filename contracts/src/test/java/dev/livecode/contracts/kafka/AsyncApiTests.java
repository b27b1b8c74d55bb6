package dev.livecode.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the log, docs/asyncapi.yaml, beside the topics as they are made. */
class AsyncApiTests {

  private static final Path DOCS = Path.of("..", "docs");

  private final JsonNode document = read(DOCS.resolve("asyncapi.yaml"));

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValues("$ref").stream().map(JsonNode::asString).toList();

    assertThat(references)
        .contains("schemas/dev.livecode.run.started.v1.json")
        .allSatisfy(it -> assertThat(target(it).isObject()).as(it).isTrue());
  }

  private JsonNode target(String reference) {
    String[] parts = reference.split("#", -1);
    JsonNode file = parts[0].isEmpty() ? document : read(DOCS.resolve(parts[0]));
    return parts.length == 1 ? file : file.at(parts[1]);
  }

  static List<NewTopic> topics() {
    return TopicSettings.singleBroker().topics();
  }

  @Test
  void itHasEveryTopicAndNoOther() {
    assertThat(document.path("channels").valueStream().map(it -> it.path("address").asString()))
        .containsExactlyInAnyOrderElementsOf(topics().stream().map(NewTopic::name).toList());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aTopicIsKeptAsItSays(NewTopic topic) {
    JsonNode kafka = channel(topic.name()).at("/bindings/kafka");
    JsonNode kept = kafka.path("topicConfiguration");

    assertThat(kafka.path("partitions").intValue()).isEqualTo(topic.numPartitions());
    assertThat(kept.propertyNames())
        .containsExactly("cleanup.policy", "retention.ms", "retention.bytes");
    assertThat(kept.at("/cleanup.policy/0").asString())
        .isEqualTo(topic.configs().get("cleanup.policy"));
    assertThat(List.of("retention.ms", "retention.bytes"))
        .allSatisfy(it -> assertThat(kept.path(it).asString()).isEqualTo(topic.configs().get(it)));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void thePageSaysTheSameOfATopic(NewTopic topic) throws IOException {
    String description = channel(topic.name()).path("description").asString();

    assertThat(Files.readString(DOCS.resolve("events.md")))
        .contains("| `%s` | %s |".formatted(topic.name(), description));
  }

  private JsonNode channel(String topic) {
    return document
        .path("channels")
        .valueStream()
        .filter(it -> it.path("address").asString().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode read(Path file) {
    return new YAMLMapper().readTree(file);
  }
}
