package dev.livecode.contracts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents' links to each other. */
class DocumentLinksTests {

  private static final Path ROOT = Path.of("..");
  private static final Pattern FENCE =
      Pattern.compile("^ *```.*?^ *```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("^[a-z][a-z0-9+.-]*:.*");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *$", Pattern.MULTILINE);
  private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  private record Link(Path page, String target) {

    boolean leadsSomewhere() {
      String[] parts = target.split("#", 2);
      Path to = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
      return Files.exists(to) && (parts.length == 1 || anchors(read(to)).contains(parts[1]));
    }
  }

  @Test
  void everyLinkLeadsToAFileAndAHeadingThatExist() throws IOException {
    List<Link> links = pages().flatMap(DocumentLinksTests::links).toList();

    assertThat(links).contains(new Link(ROOT.resolve("README.md"), "docs/events.md"));
    assertThat(links).filteredOn(it -> !it.leadsSomewhere()).isEmpty();
  }

  @Test
  void theIndexHasEveryDecision() throws IOException {
    Set<String> listed = links(ROOT.resolve("RATIONALE.md")).map(Link::target).collect(toSet());

    try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/decisions"))) {
      assertThat(decisions.map(it -> ROOT.relativize(it).toString())).isSubsetOf(listed);
    }
  }

  @Test
  void anchorsAreThoseOfGitHub() {
    String page =
        """
        # What's `new`, in C++?
        ## A [link](x.md) and snake_case
        ```
        # no heading
        ```
        ## Twice
        ## Twice
        """;

    assertThat(anchors(page))
        .containsExactly("whats-new-in-c", "a-link-and-snake_case", "twice", "twice-1");
  }

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
      List<Path> pages = below.filter(it -> it.toString().endsWith(".md")).toList();
      Stream<Path> first =
          Stream.of("README.md", "CONTRIBUTING.md", "RATIONALE.md").map(ROOT::resolve);
      return Stream.concat(first, pages.stream());
    }
  }

  private static Stream<Link> links(Path page) {
    return LINK.matcher(withoutCode(read(page)))
        .results()
        .map(it -> it.group(1))
        .filter(target -> !ELSEWHERE.matcher(target).matches())
        .map(target -> new Link(page, target));
  }

  /** By GitHub's rules: punctuation goes, spaces are hyphens, a second one gets a number. */
  private static Set<String> anchors(String page) {
    Set<String> anchors = new LinkedHashSet<>();
    HEADING
        .matcher(withoutCode(page))
        .results()
        .map(it -> LINK_IN_HEADING.matcher(it.group(1)).replaceAll("$1"))
        .map(it -> it.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", ""))
        .map(it -> it.replace(' ', '-'))
        .forEach(anchor -> addNumbered(anchors, anchor));
    return anchors;
  }

  private static void addNumbered(Set<String> anchors, String anchor) {
    String numbered = anchor;
    for (int again = 1; !anchors.add(numbered); again++) {
      numbered = anchor + "-" + again;
    }
  }

  private static String withoutCode(String page) {
    return FENCE.matcher(page).replaceAll("");
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
