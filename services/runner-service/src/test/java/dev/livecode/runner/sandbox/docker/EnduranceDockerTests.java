package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.language.Program;
import dev.livecode.runner.language.Programs;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many runs in a row, of every language and outcome, leave nothing behind. 40 at each level; 2,000
 * with {@code ./livecode test --full}.
 */
class EnduranceDockerTests {

  private static final int RUNS = Boolean.getBoolean("livecode.test.full") ? 2000 : 40;
  private static final int SETTLED = Math.max(20, RUNS / 10);
  private static final List<Kind> KINDS =
      List.of(
          new Kind("python", "print('ok')", Outcome.COMPLETED),
          new Kind("javascript", "console.log('ok')", Outcome.COMPLETED),
          new Kind("python", "import sys; sys.exit(3)", Outcome.NON_ZERO_EXIT),
          new Kind("c", "int main(void) { return 0 }", Outcome.COMPILE_ERROR),
          new Kind("python", "b = b'x' * (400 << 20); print(len(b))", Outcome.MEMORY_LIMIT),
          new Kind("python", "import time; time.sleep(60)", Outcome.WALL_TIME),
          new Kind(
              "bash", "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxx; done", Outcome.OUTPUT_LIMIT),
          new Kind("python", "import os; os.kill(os.getpid(), 11)", Outcome.SIGNALED),
          new Kind(
              "python",
              "import os, time\nif os.fork() == 0:\n os.setsid(); os.close(1); os.close(2);"
                  + " open('/dev/shm/x', 'w').write('x' * 99999); time.sleep(60)",
              Outcome.COMPLETED),
          new Kind("java", "void main() { System.out.println(\"ok\"); }", Outcome.COMPLETED));

  private final LanguageCatalog catalog =
      CatalogReader.read(Path.of("../../infra/sandbox/languages"));
  private final Programs programs = new Programs(catalog);

  @ParameterizedTest
  @EnumSource
  void nothingIsLeft(Isolation isolation) throws Exception {
    System.out.println(
        "count: runs at the level " + isolation + " " + RUNS + " (2000 with --full)");
    try (var engine = new TestEngine(isolation, 1)) {
      run(engine, 0, SETTLED);
      Remains before = settled(engine);
      run(engine, SETTLED, RUNS);
      Remains after = settled(engine);
      System.out.println("after " + SETTLED + ": " + before + "\nafter " + RUNS + ": " + after);
      assertThat(after.heapBytes()).isLessThan(before.heapBytes() * 12 / 10);
      assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 2);
      assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 2);
      assertThat(after.containers()).isLessThanOrEqualTo(before.containers());
      assertThat(after.processes()).isLessThanOrEqualTo(before.processes());
      assertThat(after.mounts()).isLessThanOrEqualTo(before.mounts());
      engine.close();
      assertThat(engine.containersOf(engine.runner)).isEmpty();
    }
  }

  private void run(TestEngine engine, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      Kind kind = KINDS.get(i % KINDS.size());
      Program program = kind.program(programs, catalog);
      var heard = new Heard();
      Outcome outcome =
          program.ending(engine.sandbox.run(program.job(), heard), heard.stderr()).outcome();
      assertThat(outcome).as("run %d, %s: %s", i, kind, heard.stderr()).isEqualTo(kind.outcome());
    }
  }

  /** Once all that is refilled and taken away out of a run's sight has come to rest. */
  private static Remains settled(TestEngine engine) {
    List<Remains> seen = new ArrayList<>();
    return await("three looks with the same containers and processes")
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              seen.add(Remains.now(engine));
              return seen.getLast();
            },
            _ -> isQuiet(seen));
  }

  private static boolean isQuiet(List<Remains> seen) {
    List<Remains> last = seen.subList(Math.max(0, seen.size() - 4), seen.size());
    return last.size() == 4
        && last.stream().map(Remains::containers).distinct().count() == 1
        && last.stream().map(Remains::processes).distinct().count() == 1;
  }

  private record Kind(String language, String source, Outcome outcome) {

    Program program(Programs programs, LanguageCatalog catalog) {
      Language known = catalog.find(language).orElseThrow();
      RunLimits usual = known.limits();
      var limits =
          outcome == Outcome.WALL_TIME
              ? new RunLimits(200, usual.cpuTimeMs(), usual.memoryBytes(), usual.outputBytes())
              : usual;
      var request =
          new RunRequested(
              UUID.randomUUID(),
              UUID.randomUUID(),
              null,
              language,
              source,
              "",
              List.of(),
              limits,
              false,
              Instant.now());
      return programs.of(request).orElseThrow();
    }
  }
}
