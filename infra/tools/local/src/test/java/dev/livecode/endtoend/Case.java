package dev.livecode.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program and what the API must say of it, one of {@code cases/programs.json}.
 *
 * @param what it is about, in a sentence
 * @param options of the run: {@code stdin}, {@code arguments}, {@code limits}
 * @param expect field by field: what the answer's own field must be; {@code …_contains} (a text or
 *     several), {@code …_not_contains}, {@code …_repeat} (a unit, so many times, then an end)
 */
record Case(
    String id,
    String language,
    String what,
    String source,
    Map<String, Object> options,
    JsonNode expect) {

  private static final JsonMapper JSON = new JsonMapper();

  static List<Case> all() {
    try (InputStream in = Case.class.getResourceAsStream("/cases/programs.json")) {
      return JSON.readTree(in).valueStream().map(Case::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case of(JsonNode node) {
    var options = new LinkedHashMap<String, Object>();
    for (String name : List.of("stdin", "arguments", "limits")) {
      if (node.has(name)) {
        options.put(name, node.get(name));
      }
    }
    if (node.has("stdin_repeat")) {
      options.put("stdin", repeated(node.get("stdin_repeat")));
    }
    return new Case(
        node.get("id").asString(),
        node.get("language").asString(),
        node.get("what").asString(),
        node.get("source_code").asString(),
        options,
        node.get("expect"));
  }

  private static String repeated(JsonNode repeat) {
    return repeat.get("unit").asString().repeat(repeat.get("times").asInt())
        + repeat.path("end").asString("");
  }

  /** What of the answer is not as it should be. */
  List<String> wrongIn(JsonNode answer) {
    var wrong = new ArrayList<String>();
    expect.forEachEntry(
        (name, expected) -> {
          if (!holds(name, expected, answer)) {
            wrong.add(name + " " + expected);
          }
        });
    return wrong;
  }

  private static boolean holds(String name, JsonNode expected, JsonNode answer) {
    if (name.endsWith("_not_contains")) {
      return !contains(answer, name.replace("_not_contains", ""), expected);
    }
    if (name.endsWith("_contains")) {
      return contains(answer, name.replace("_contains", ""), expected);
    }
    if (name.endsWith("_repeat")) {
      return text(answer, name.replace("_repeat", "")).equals(repeated(expected));
    }
    return expected.equals(answer.path(name));
  }

  private static boolean contains(JsonNode answer, String field, JsonNode expected) {
    String text = text(answer, field);
    return expected.isArray()
        ? expected.valueStream().allMatch(it -> text.contains(it.asString()))
        : text.contains(expected.asString());
  }

  private static String text(JsonNode answer, String field) {
    return answer.path(field).asString("");
  }

  @Override
  public String toString() {
    return id;
  }
}
