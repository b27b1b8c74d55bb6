package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.endtoend.CommandLine.Ended;
import dev.livecode.local.system.Home;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    try (var watch = starts("watch", "1", "--url", "http://127.0.0.1:" + nobody)) {
      assertThat(watch.exitCode()).isEqualTo(1);
      assertThat(watch.err()).contains("./livecode up").hasLineCount(1);
    }
    assertThat(run(file.toString(), "--url", "localhost:3000").err()).contains("http://HOST:PORT");
  }

  @Test
  void whatAProgramPrintsIsSeenWhileItRuns() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.py"),
            "import sys, time\nprint('first')\nprint('oops', file=sys.stderr)\ntime.sleep(4)\n");

    try (var run = starts("run", file.toString()).prints("first\n")) {
      assertThat(run.err()).as("not yet").doesNotContain("COMPLETED");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).isEqualTo("first\n");
      assertThat(run.err()).startsWith("oops\n").contains("COMPLETED in ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalStopsTheRunAndItsEndIsWaitedFor(String signal) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.py"), "import time\nprint('begun')\ntime.sleep(4)\nprint('late')\n");

    try (var run = starts("run", file.toString()).prints("begun\n").gets(signal)) {
      assertThat(run.exitCode()).isEqualTo(130);
      assertThat(run.out()).isEqualTo("begun\n");
      assertThat(run.err()).startsWith("FAILED CANCELLED in ");
    }
  }

  @Test
  void aRunOfSomebodyElseIsWatched() throws Exception {
    Learner other = Learner.opens(system.api(), "python");
    String execution = other.types("import time; print('theirs'); time.sleep(4); exit(3)").starts();

    try (var watch = starts("watch", execution).prints("theirs\n");
        var left = starts("watch", execution).prints("theirs\n").gets("INT")) {
      assertThat(left.exitCode()).isEqualTo(130);
      assertThat(watch.exitCode()).as("the run goes on").isEqualTo(3);
      assertThat(watch.err()).startsWith("FAILED NON_ZERO_EXIT");
    }
    try (var afterwards = starts("watch", execution)) {
      assertThat(afterwards.exitCode()).isEqualTo(3);
      assertThat(afterwards.out()).isEqualTo("theirs\n");
    }
  }

  @Test
  void anUnknownRunIsNotWatched() {
    try (var watch = starts("watch", UUID.randomUUID().toString())) {
      assertThat(watch.exitCode()).isEqualTo(1);
      assertThat(watch.err()).isEqualTo("livecode: refused with 404: Execution not found []\n");
    }
  }

  @Test
  void inATerminalTheProgramReadsWhatIsTyped() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.py"),
            "import sys\nprint('Hello', input('Who? '))\nprint('Rest', repr(sys.stdin.read()))\n");

    try (var run = RunningCommand.inATerminal(url(), folder, "run", file.toString())) {
      run.prints("Who? ").types("Zoë\n").prints("Hello Zoë").types("a\nb\n").types("\u0004");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("Rest 'a\\nb\\n'");
    }
  }

  @Test
  void controlCInATerminalStopsTheRun() throws Exception {
    Path file = Files.writeString(folder.resolve("a.py"), "input('Who? ')\n");

    try (var run = RunningCommand.inATerminal(url(), folder, "run", file.toString())) {
      assertThat(run.prints("Who? ").types("\u0003").exitCode()).isEqualTo(130);
      assertThat(run.out()).contains("FAILED CANCELLED");
    }
  }

  @Test
  void aPipeIsReadAsInput() throws Exception {
    Path file = Files.writeString(folder.resolve("a.py"), "print(input() + input())\n");
    String livecode = Home.ofWorkingFolder().project().resolve("livecode").toString();

    Command piped =
        Command.run(
            List.of("sh", "-c", "printf 'a\\nb\\n' | " + livecode + " run " + file + " 2>&1"),
            Map.of("LIVECODE_URL", url().toString()));

    assertThat(piped.succeeded()).startsWith("ab\n");
  }

  private RunningCommand starts(String... arguments) {
    return RunningCommand.starts(url(), folder, arguments);
  }

  private URI url() {
    return system.system().url();
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
