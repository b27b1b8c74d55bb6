package dev.livecode.contracts;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How large a package of main code may become, in any module. */
class PackageSizeTests {

  private static final Path ROOT = Path.of("..");
  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");
  private static final long MOST_FILES = 25;

  @Test
  void noPackageHasMoreThan25Files() throws IOException {
    Map<Path, Long> sizes =
        modules().flatMap(PackageSizeTests::files).collect(groupingBy(Path::getParent, counting()));

    assertThat(sizes).containsKey(mainCode("contracts").resolve("dev/livecode/contracts"));
    assertThat(sizes.entrySet()).filteredOn(it -> it.getValue() > MOST_FILES).isEmpty();
  }

  private static Stream<String> modules() throws IOException {
    return MODULE
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(it -> it.group(1));
  }

  private static Stream<Path> files(String module) {
    try (Stream<Path> below = Files.walk(mainCode(module))) {
      List<Path> files = below.filter(it -> it.toString().endsWith(".java")).toList();
      return files.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path mainCode(String module) {
    return ROOT.resolve(module).resolve("src/main/java");
  }
}
