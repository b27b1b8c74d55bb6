package dev.livecode.contracts;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a file such as {@code docs/schemas/dev.livecode.run.started.v1.json} says of its type. */
record EventSchema(String type, JsonNode document) {

  static final Path FOLDER = Path.of("..", "docs", "schemas");

  private static final String ENDING = ".json";
  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          it ->
              it.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  /** Of the type as it is today. */
  static EventSchema of(String type) {
    return read(FOLDER.resolve(type + ENDING));
  }

  /** All that lie in a folder. */
  static List<EventSchema> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(EventSchema::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EventSchema read(Path file) {
    try {
      String name = file.getFileName().toString();
      return new EventSchema(
          name.substring(0, name.length() - ENDING.length()),
          JSON.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String title() {
    return document.path("title").asString();
  }

  String description() {
    return document.path("description").asString();
  }

  /** Whose events are in these topics. */
  List<String> topics() {
    return document.at("/x-kafka/topics").valueStream().map(JsonNode::asString).toList();
  }

  /** The field that is the record's key as well. */
  String key() {
    return document.at("/x-kafka/key").asString();
  }

  /** What is sent today, with every field. */
  JsonNode example() {
    return document.at("/examples/0");
  }

  /** What of this data is not as the schema says; empty when all is. */
  String errorsIn(JsonNode data) {
    return errors(SCHEMAS.getSchema(document), data);
  }

  /** What of the schema itself is not as JSON Schema 2020-12 says. */
  String errorsInItself() {
    String dialect = SpecificationVersion.DRAFT_2020_12.getDialectId();
    return errors(SCHEMAS.getSchema(SchemaLocation.of(dialect)), document);
  }

  private static String errors(Schema schema, JsonNode data) {
    return schema.validate(data).stream().map(Error::toString).collect(joining(", "));
  }

  @Override
  public String toString() {
    return type;
  }
}
