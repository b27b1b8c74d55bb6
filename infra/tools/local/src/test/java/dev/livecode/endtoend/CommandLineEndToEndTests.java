package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.endtoend.CommandLine.Ended;
import dev.livecode.local.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineEndToEndTests {

  private final SharedSystem system = SharedSystem.withoutLimits();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"hello.py, python", "hello.js, javascript", "Hello.java, java"})
  void aFileOfEachLanguageRuns(String name, String language) throws Exception {
    Path template = templateOf(language);
    Path file = Files.copy(template, folder.resolve(name));

    Ended ended = livecode("run", file.toString());

    assertThat(ended.out()).as(ended.err()).isEqualTo("Hello World\n");
    assertThat(ended.err()).contains("COMPLETED in ");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void theExitCodeIsTheProgramsAndTheStreamsStayApart() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.py"),
            "import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(7)\n");

    Ended ended = livecode("run", file.toString());

    assertThat(ended.exitCode()).isEqualTo(7);
    assertThat(ended.out()).isEqualTo("out\n");
    assertThat(ended.err()).startsWith("err\n").contains("FAILED NON_ZERO_EXIT");
  }

  @Test
  void aTimeoutExitsWith124() throws Exception {
    Path file = Files.writeString(folder.resolve("a.py"), "while True: pass\n");

    assertThat(livecode("run", file.toString()).exitCode()).isEqualTo(124);
  }

  @Test
  void argumentsAndInputAreHandedOn() throws Exception {
    Path file =
        Files.writeString(folder.resolve("a.py"), "import sys\nprint(sys.argv[1:], input())\n");
    Path input = Files.writeString(folder.resolve("in"), "read me\n");

    Ended ended = livecode("run", "--stdin", input.toString(), file.toString(), "a", "b c");

    assertThat(ended.out()).isEqualTo("['a', 'b c'] read me\n");
  }

  @Test
  void anUnknownEndingSaysWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("a.xyz"), "");

    Ended ended = livecode("run", file.toString());

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("--language").hasLineCount(1);
  }

  private Ended livecode(String... arguments) throws IOException, InterruptedException {
    return new CommandLine(system, folder).livecode(arguments);
  }

  private static Path templateOf(String language) throws IOException {
    Path languages = Home.ofWorkingFolder().languages().resolve(language);
    try (var files = Files.list(languages)) {
      return files
          .filter(file -> !file.endsWith("language.yaml") && Files.isRegularFile(file))
          .findFirst()
          .orElseThrow();
    }
  }
}
