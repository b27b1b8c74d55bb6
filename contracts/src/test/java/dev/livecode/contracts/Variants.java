package dev.livecode.contracts;

import dev.livecode.contracts.Places.Place;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Events made from a schema's first example, by what the schema says of each place. */
final class Variants {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The examples, what differs from the first in one place, and the least that may be said. */
  static List<JsonNode> conforming(EventSchema schema) {
    JsonNode example = schema.example();
    var variants = new ArrayList<>(schema.document().path("examples").valueStream().toList());
    JsonNode least = example;
    for (Place place : Places.in(schema.document())) {
      place.schema().path("enum").forEach(it -> variants.add(place.with(example, it)));
      if (!place.isRequired()) {
        variants.add(place.without(example));
      }
      least = least(place, least);
      variants.add(least);
    }
    return variants;
  }

  private static JsonNode least(Place place, JsonNode event) {
    if (!place.isRequired()) {
      return place.without(event);
    }
    if (place.mayBeNull()) {
      return place.with(event, JSON.nullNode());
    }
    boolean isList = place.schema().path("type").asString("").equals("array");
    return isList ? place.with(event, JSON.arrayNode()) : event;
  }

  /** What is wrong in one place. */
  static List<JsonNode> wrong(EventSchema schema) {
    JsonNode example = schema.example();
    var variants = new ArrayList<JsonNode>();
    for (Place place : Places.in(schema.document())) {
      boolean isObject = place.schema().has("properties");
      variants.add(
          place.with(example, isObject ? JSON.stringNode("no object") : JSON.objectNode()));
      if (place.isRequired()) {
        variants.add(place.without(example));
      }
      if (!place.mayBeNull()) {
        variants.add(place.with(example, JSON.nullNode()));
      }
    }
    return variants;
  }

  /**
   * The first example with fields that nobody knows yet, in the event and in each of its objects.
   */
  static JsonNode fromTheFuture(EventSchema schema) {
    JsonNode unknown = JSON.objectNode().set("a", JSON.arrayNode().add(1));
    JsonNode event =
        new Place("", "from_the_future", unknown, false).with(schema.example(), unknown);
    for (Place place : Places.in(schema.document())) {
      if (place.schema().has("properties")) {
        event = new Place(place.name(), "from_the_future", unknown, false).with(event, unknown);
      }
    }
    return event;
  }

  private Variants() {}
}
