package dev.livecode.contracts;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The parts of documents that are made from the schemas. */
final class EventDocuments {

  private static final String FROM_HERE =
      "<!-- Made from schemas/ by ./livecode lint --fix, from here to the end. -->\n";
  private static final String MESSAGES =
      "    messages: # made from schemas/ by ./livecode lint --fix";
  private static final String ADDRESS = "    address: ";
  private static final String IN_MESSAGES = "      ";
  private static final int WIDTH = 120;
  private static final ObjectWriter JSON = writer();

  /** The page docs/events.md with a section for each type. */
  static String page(String current) {
    int end = current.indexOf(FROM_HERE) + FROM_HERE.length();
    return current.substring(0, end)
        + EventKind.all().stream().map(it -> section(it.schema())).collect(joining());
  }

  private static String section(EventSchema schema) {
    String topics = schema.topics().stream().map(it -> "`" + it + "`").collect(joining(" and "));
    String key = schema.key().equals("execution_id") ? "" : ", keyed by `" + schema.key() + "`";
    String about =
        "[`%s`](schemas/%s.json), in %s%s. %s"
            .formatted(schema.type(), schema.type(), topics, key, schema.description());
    return """

        ## %s

        %s

        | field | type | meaning |
        |---|---|---|
        %s
        ```json
        %s
        ```
        """
        .formatted(
            schema.title(),
            wrapped(about),
            Places.in(schema.document()).stream().map(EventDocuments::row).collect(joining()),
            JSON.writeValueAsString(schema.example()));
  }

  private static String row(Places.Place place) {
    return "| `%s` | %s%s | %s |\n"
        .formatted(
            place.path(),
            Fields.word(place.schema()),
            place.isRequired() ? "" : ", optional",
            place.schema().path("description").asString());
  }

  private static String wrapped(String text) {
    var lines = new ArrayList<String>();
    String line = "";
    for (String word : text.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line);
        line = "";
      }
      line = line.isEmpty() ? word : line + " " + word;
    }
    lines.add(line);
    return String.join("\n", lines);
  }

  private static ObjectWriter writer() {
    var indented = new DefaultIndenter("  ", "\n");
    var separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Spacing.AFTER)
            .withObjectEntrySpacing(Spacing.NONE);
    return JsonMapper.builder()
        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
        .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
        .build()
        .writer()
        .with(
            new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indented)
                .withArrayIndenter(indented));
  }

  /** docs/asyncapi.yaml with a message of each type in its topics. */
  static String asyncApi(String current) {
    var lines = new ArrayList<String>();
    String topic = "";
    boolean isMade = false;
    for (String line : current.split("\n", -1)) {
      isMade = isMade && line.startsWith(IN_MESSAGES);
      topic = line.startsWith(ADDRESS) ? line.substring(ADDRESS.length()) : topic;
      if (!isMade) {
        lines.add(line);
      }
      if (line.equals(MESSAGES)) {
        isMade = true;
        messagesOf(topic).forEach(it -> lines.add(IN_MESSAGES + it));
      }
    }
    return String.join("\n", lines);
  }

  private static Stream<String> messagesOf(String topic) {
    return EventKind.all().stream()
        .map(EventKind::schema)
        .filter(it -> it.topics().contains(topic))
        .flatMap(EventDocuments::message);
  }

  private static Stream<String> message(EventSchema schema) {
    // A key that is a reference alone is refused: AsyncAPI's schema takes it for two things at
    // once.
    return """
        %1$s:
          name: %2$s
          title: %1$s
          headers:
            allOf:
              - {$ref: '#/components/schemas/Headers'}
              - {properties: {ce_type: {const: %2$s}}}
          payload: {$ref: 'schemas/%2$s.json'}
          bindings:
            kafka:
              key: {allOf: [{$ref: 'schemas/%2$s.json#/properties/%3$s'}]}
              bindingVersion: 0.5.0
        """
        .formatted(schema.title(), schema.type(), schema.key())
        .lines();
  }

  private EventDocuments() {}
}
