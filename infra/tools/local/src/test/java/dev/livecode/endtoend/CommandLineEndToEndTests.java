package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.endtoend.CommandLine.Ended;
import dev.livecode.local.system.Home;
import java.io.IOException;
import java.net.ServerSocket;
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

    Ended ended = run(file.toString());

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

    Ended ended = run(file.toString());

    assertThat(ended.exitCode()).isEqualTo(7);
    assertThat(ended.out()).isEqualTo("out\n");
    assertThat(ended.err()).startsWith("err\n").contains("FAILED NON_ZERO_EXIT");
  }

  @Test
  void aTimeoutExitsWith124() throws Exception {
    Path file = Files.writeString(folder.resolve("a.py"), "while True: pass\n");

    assertThat(run(file.toString()).exitCode()).isEqualTo(124);
  }

  @Test
  void argumentsAndInputAreHandedOn() throws Exception {
    Path file =
        Files.writeString(folder.resolve("a.py"), "import sys\nprint(sys.argv[1:], input())\n");
    Path input = Files.writeString(folder.resolve("in"), "read me\n");

    Ended ended = run("--stdin", input.toString(), file.toString(), "a", "b c");

    assertThat(ended.out()).isEqualTo("['a', 'b c'] read me\n");
  }

  @Test
  void anUnknownEndingSaysWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("a.xyz"), "");

    Ended ended = run(file.toString());

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("--language").hasLineCount(1);
  }

  @Test
  void whatCannotBeReadSaysSo() throws Exception {
    Path missing = folder.resolve("missing.py");
    Path latin1 = Files.write(folder.resolve("latin1.py"), new byte[] {'#', (byte) 0xe9});

    assertThat(run(missing.toString()).err())
        .isEqualTo("livecode: Can't read " + missing + ": No such file or directory\n");
    assertThat(run(latin1.toString()).err())
        .isEqualTo("livecode: " + latin1 + " is not in UTF-8: save it as UTF-8\n");
  }

  @Test
  void optionsMayStandBehindTheFileAndTheProgramsOwnBehindTwoDashes() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "import sys\nprint(sys.argv[1:])\n");

    Ended ended = run(file.toString(), "--language", "python", "--", "-x", "--language");

    assertThat(ended.out()).as(ended.err()).isEqualTo("['-x', '--language']\n");
  }

  @Test
  void aRefusalIsToldInALine() throws Exception {
    Path file = Files.writeString(folder.resolve("a.py"), "");

    Ended ended = run(file.toString(), "--language", "klingon");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).startsWith("livecode: refused with 400: ").hasLineCount(1);
  }

  @Test
  void whereNothingAnswersItSaysHowToStartIt() throws Exception {
    Path file = Files.writeString(folder.resolve("a.py"), "");
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }

    Ended ended = run(file.toString(), "--url", "http://127.0.0.1:" + nobody);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("./livecode up").hasLineCount(1);
    assertThat(run(file.toString(), "--url", "localhost:3000").err()).contains("http://HOST:PORT");
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    return new CommandLine(system, folder).run(arguments);
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
