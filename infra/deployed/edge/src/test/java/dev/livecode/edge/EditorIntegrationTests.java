package dev.livecode.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of a page to program in. */
class EditorIntegrationTests {

  private static final Path EXAMPLE = Path.of("..", "..", "..", "examples", "editor");

  @Test
  void itIsNotThereUnlessItIsSwitchedOn() {
    try (var edge = start()) {
      for (String path : List.of("/editor", "/editor/editor.js", "/editor/ace/ace.js")) {
        var answer = edge.get(path);

        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Not found\",\"code\":\"NOT_FOUND\"}");
      }
    }
  }

  @Test
  void theExampleIsServedAsItIsInTheProject() throws IOException {
    try (var edge = start("livecode.edge.editor.enabled=true")) {
      assertThat(edge.get("/editor").body()).isEqualTo(example("index.html"));
      assertThat(edge.get("/editor/editor.js").body()).isEqualTo(example("editor.js"));
      assertThat(edge.get("/editor/editor.css").body()).isEqualTo(example("editor.css"));
      assertThat(edge.get("/editor/README.md").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void everyFileThatItNamesIsThere() throws IOException {
    try (var edge = start("livecode.edge.editor.enabled=true")) {
      assertThat(matches("(?:src|href)=\"(/[^\"]*)\"", example("index.html")))
          .hasSizeGreaterThan(3)
          .allSatisfy(it -> assertThat(edge.get(it).statusCode()).isEqualTo(200));
      assertThat(matches("\\w+: '(\\w+)'", modes()))
          .hasSizeGreaterThan(6)
          .map(mode -> "/editor/ace/mode-" + mode + ".js")
          .allSatisfy(it -> assertThat(edge.get(it).statusCode()).isEqualTo(200));
    }
  }

  private static String modes() throws IOException {
    return example("editor.js").lines().filter(it -> it.startsWith("const modes")).findAny().get();
  }

  private static List<String> matches(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().map(it -> it.group(1)).toList();
  }

  private static String example(String file) throws IOException {
    return Files.readString(EXAMPLE.resolve(file));
  }

  private static RunningEdge start(String... settings) {
    return RunningEdge.start("http://127.0.0.1:1", "http://127.0.0.1:1", settings);
  }
}
