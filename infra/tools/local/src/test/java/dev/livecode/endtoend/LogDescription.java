package dev.livecode.endtoend;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.livecode.contracts.EncodedEvent;
import dev.livecode.local.system.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code docs/asyncapi.yaml} and its schemas say of what is in the log. */
final class LogDescription {

  // Names to resolve references by; nobody is asked for them.
  private static final String BASE = "https://livecode.invalid/";
  private static final String NAME = BASE + "asyncapi.yaml";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> TEXTS = texts();
  private static final JsonNode DOCUMENT = new YAMLMapper().readTree(TEXTS.get(NAME));
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          it ->
              it.schemas(TEXTS)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private static final Map<String, Schema> FOUND = new HashMap<>();

  private static Map<String, String> texts() {
    Path docs = Home.ofWorkingFolder().project().resolve("docs");
    try (Stream<Path> schemas = Files.list(docs.resolve("schemas"))) {
      var texts = new HashMap<>(Map.of(NAME, Files.readString(docs.resolve("asyncapi.yaml"))));
      for (Path schema : schemas.toList()) {
        texts.put(BASE + docs.relativize(schema), Files.readString(schema));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why the event is none of the messages that its topic has; empty when it is one. */
  static String errorsIn(String topic, EncodedEvent event) {
    String type = event.headers().get("ce_type");
    List<String> messages = messagesOf(topic, type);
    if (messages.isEmpty()) {
      return "there is no message " + type;
    }
    List<String> errors = messages.stream().map(it -> errorsInMessage(event, it)).toList();
    return errors.contains("") ? "" : String.join("; or else ", errors);
  }

  /** Where the messages of this type stand; a record that is no event has none, as its messages. */
  private static List<String> messagesOf(String topic, String type) {
    return DOCUMENT
        .path("channels")
        .propertyStream()
        .filter(channel -> channel.getValue().path("address").asString().equals(topic))
        .flatMap(
            channel ->
                channel
                    .getValue()
                    .path("messages")
                    .propertyStream()
                    .filter(it -> Objects.equals(it.getValue().path("name").asString(null), type))
                    .map(it -> "/channels/" + channel.getKey() + "/messages/" + it.getKey()))
        .toList();
  }

  private static String errorsInMessage(EncodedEvent event, String message) {
    var headers = JSON.valueToTree(event.headers());
    return Stream.of(
            errorsIn(headers, message + "/headers"),
            errorsIn(StringNode.valueOf(event.key()), message + "/bindings/kafka/key"),
            DOCUMENT.at(message).has("payload") ? errorsInData(event, message) : "")
        .filter(it -> !it.isEmpty())
        .collect(joining(", "));
  }

  private static String errorsInData(EncodedEvent event, String message) {
    // Which field is the key and the subject: the one whose schema is the key's.
    String field =
        DOCUMENT
            .at(message + "/bindings/kafka/key/allOf/0/$ref")
            .asString()
            .replaceFirst(".*/", "");
    try {
      JsonNode data = JSON.readTree(event.data());
      boolean areSame =
          Stream.of(data.path(field).asString(""), event.headers().get("ce_subject"))
              .allMatch(event.key()::equals);
      return areSame
          ? errorsIn(data, message + "/payload")
          : "key, subject and %s are not the same".formatted(field);
    } catch (JacksonException e) {
      return "it is no JSON: " + e.getOriginalMessage();
    }
  }

  private static String errorsIn(JsonNode node, String schema) {
    return FOUND
        .computeIfAbsent(schema, it -> SCHEMAS.getSchema(SchemaLocation.of(NAME + "#" + it)))
        .validate(node)
        .stream()
        .map(Error::toString)
        .collect(joining(", "));
  }

  private LogDescription() {}
}
