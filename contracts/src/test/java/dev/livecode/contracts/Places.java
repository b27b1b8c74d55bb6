package dev.livecode.contracts;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The places of an event where its schema says something: a field, or a field of a field. */
final class Places {

  /**
   * One of them.
   *
   * @param parent which field it is in, empty for none
   * @param isRequired whether the schema wants it to be there
   */
  record Place(String parent, String name, JsonNode schema, boolean isRequired) {

    String path() {
      return parent.isEmpty() ? name : parent + "." + name;
    }

    boolean mayBeNull() {
      return schema.path("type").isArray();
    }

    /** The event with another value here; as it is, where it lacks the field that this is in. */
    JsonNode with(JsonNode event, JsonNode value) {
      JsonNode changed = event.deepCopy();
      if (surroundings(changed) instanceof ObjectNode object) {
        object.set(name, value);
      }
      return changed;
    }

    /** The event with nothing here. */
    JsonNode without(JsonNode event) {
      JsonNode changed = event.deepCopy();
      if (surroundings(changed) instanceof ObjectNode object) {
        object.remove(name);
      }
      return changed;
    }

    private JsonNode surroundings(JsonNode event) {
      return parent.isEmpty() ? event : event.path(parent);
    }
  }

  static List<Place> in(JsonNode schema) {
    return in(schema, "").toList();
  }

  private static Stream<Place> in(JsonNode schema, String parent) {
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    return schema
        .path("properties")
        .propertyStream()
        .flatMap(
            it ->
                Stream.concat(
                    Stream.of(
                        new Place(
                            parent, it.getKey(), it.getValue(), required.contains(it.getKey()))),
                    in(it.getValue(), it.getKey())));
  }

  private Places() {}
}
