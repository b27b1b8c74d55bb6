package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call that a page shows, with the answer that stands below it. Both may be broken into lines.
 *
 * @param type of the body, null where there is none
 */
record DocumentedCall(
    String method, String path, @Nullable String type, String body, String answer) {

  private static final Pattern FENCE =
      Pattern.compile("^```\\w*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CURL =
      Pattern.compile(
          "curl -s(?: -X ([A-Z]+))? \"?localhost:3000(/[^\\s\"]*)\"?"
              + "(?: -H '(Content-Type: [^']*)')?(?: -d '([^']*)')?");

  static List<DocumentedCall> of(String page) throws IOException {
    String text = Files.readString(Home.ofWorkingFolder().project().resolve(page));
    return FENCE
        .matcher(text)
        .results()
        .flatMap(block -> Stream.of(block.group(1).split("(?m)^\\$ ")))
        .filter(it -> it.startsWith("curl -s "))
        // What is asked of a program while it runs has tests of its own.
        .filter(it -> !it.contains("$INTERACTIVE"))
        .map(DocumentedCall::read)
        .toList();
  }

  private static DocumentedCall read(String shown) {
    String[] parts = shown.replaceAll(" \\\\\\n +", " ").split("\\n", 2);
    Matcher curl = CURL.matcher(parts[0]);
    assertThat(curl.matches()).as("a call that can be read: %s", parts[0]).isTrue();
    return new DocumentedCall(
        orElse(curl.group(1), "GET"),
        orElse(curl.group(2), ""),
        curl.group(3),
        orElse(curl.group(4), ""),
        parts[1].replaceAll("\\n *", ""));
  }

  private static String orElse(@Nullable String found, String otherwise) {
    return found == null ? otherwise : found;
  }
}
