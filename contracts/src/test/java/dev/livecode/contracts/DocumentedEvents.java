package dev.livecode.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** The form of each event that was agreed upon: the examples of docs/events.md. */
final class DocumentedEvents {

  private static final Path PAGE = Path.of("..", "docs", "events.md");
  private static final Pattern SECTION =
      Pattern.compile("`(dev\\.livecode\\.[a-z.-]+\\.v\\d+)`.*?```json\n(.*?)```", Pattern.DOTALL);

  /** By type, as they are sent: without the spaces that make them legible. */
  static Map<String, String> all() {
    var json = new JsonMapper();
    var examples = new TreeMap<String, String>();
    SECTION
        .matcher(page())
        .results()
        .forEach(it -> examples.put(it.group(1), json.readTree(it.group(2)).toString()));
    return examples;
  }

  static String of(String type) {
    assertThat(all()).as("the examples of docs/events.md").containsKey(type);
    return all().getOrDefault(type, "");
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DocumentedEvents() {}
}
