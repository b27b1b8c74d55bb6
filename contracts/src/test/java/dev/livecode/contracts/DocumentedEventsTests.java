package dev.livecode.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What docs/events.md shows is what is sent. */
class DocumentedEventsTests {

  private static final Path PAGE = Path.of("..", "docs", "events.md");
  private static final Pattern SECTION =
      Pattern.compile("`(dev\\.livecode\\.[a-z.]+\\.v\\d+)`.*?```json\n(.*?)```", Pattern.DOTALL);

  private final JsonMapper json = new JsonMapper();

  @Test
  void everyTypeHasItsApprovedExampleThere() throws IOException {
    var examples = new TreeMap<String, String>();
    SECTION
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(it -> examples.put(it.group(1), it.group(2)));

    var types = new TreeSet<>(EventTypes.names());
    types.add("dev.livecode.language.found.v1");
    assertThat(examples.keySet()).isEqualTo(types);
    for (var example : examples.entrySet()) {
      assertThat(json.readTree(example.getValue()))
          .as(example.getKey())
          .isEqualTo(json.readTree(approved(example.getKey())));
    }
  }

  private static String approved(String type) throws IOException {
    try (var in = DocumentedEventsTests.class.getResourceAsStream("/approved/" + type + ".json")) {
      assertThat(in).as("approved file of " + type).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
