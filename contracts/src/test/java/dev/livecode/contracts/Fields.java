package dev.livecode.contracts;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of an event, in their order, with their types in words: as its record has them, or as
 * its schema does.
 */
final class Fields {

  private static final String OR_NULL = " or null";
  private static final Map<Class<?>, String> WORDS =
      Map.of(
          UUID.class, "UUID",
          Instant.class, "time",
          String.class, "string",
          long.class, "integer",
          int.class, "integer",
          Integer.class, "integer",
          boolean.class, "boolean",
          byte[].class, "base64",
          List.class, "array of string");

  static Map<String, String> of(Class<?> form) {
    var fields = new LinkedHashMap<String, String>();
    for (RecordComponent component : form.getRecordComponents()) {
      String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      fields.put(name, word(component.getType()) + (mayBeNull ? OR_NULL : ""));
      if (component.getType().isRecord()) {
        of(component.getType()).forEach((inner, type) -> fields.put(name + "." + inner, type));
      }
    }
    return fields;
  }

  private static String word(Class<?> type) {
    if (type.isEnum()) {
      return oneOf(Stream.of(type.getEnumConstants()).map(String::valueOf));
    }
    return type.isRecord() ? "object" : WORDS.getOrDefault(type, "unknown: " + type);
  }

  static Map<String, String> of(JsonNode schema) {
    var fields = new LinkedHashMap<String, String>();
    Places.in(schema).forEach(it -> fields.put(it.path(), word(it.schema())));
    return fields;
  }

  /** The type in words. */
  static String word(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return word(schema, type.path(0).asString()) + OR_NULL;
    }
    return schema.has("enum")
        ? oneOf(schema.path("enum").valueStream().map(JsonNode::asString))
        : word(schema, type.asString(""));
  }

  private static String word(JsonNode schema, String type) {
    return switch (schema.path("format").asString(schema.path("contentEncoding").asString(type))) {
      case "uuid" -> "UUID";
      case "date-time" -> "time";
      case "array" -> "array of " + schema.at("/items/type").asString();
      case String other -> other;
    };
  }

  private static String oneOf(Stream<String> values) {
    return values.map(it -> "`" + it + "`").collect(joining(", "));
  }

  private Fields() {}
}
