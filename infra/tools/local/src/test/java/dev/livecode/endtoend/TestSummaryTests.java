package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.livecode.local.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code livecode test} says at its end, of logs as Maven and the launcher's tests write them.
 */
class TestSummaryTests {

  private static final String MAVEN =
      "[INFO] Tests run: %d, Failures: %d, Errors: 0, Skipped: %d\n";

  @TempDir Path folder;

  /** More classes than a pipe holds: what is cut off must not end the run. */
  @Test
  void ofThousandsOfClassesItNamesTheTenSlowestAndSucceeds() throws IOException {
    String classes =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(
                "[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: %1$d.5 s -- in dev.livecode.AClassOfALongName%1$d"
                    ::formatted)
            .collect(Collectors.joining("\n", "", "\n"));

    Command summary = summaryOf(classes + MAVEN.formatted(5_000, 0, 0) + "217 passed, 0 failed\n");

    assertThat(summary.succeeded())
        .contains(" 5000.5 s  dev.livecode.AClassOfALongName5000", "AClassOfALongName4991")
        .doesNotContain("AClassOfALongName4990")
        .endsWith("\n5217 passed, 0 failed, 0 skipped\n");
  }

  @Test
  void aFailureASkippedTestOrNoneFails() throws IOException {
    assertThat(summaryOf(MAVEN.formatted(3, 1, 0)).exitCode()).isEqualTo(1);
    assertThat(summaryOf(MAVEN.formatted(3, 0, 0) + "2 passed, 1 failed\n").exitCode())
        .isEqualTo(1);
    assertThat(summaryOf(MAVEN.formatted(3, 0, 1)))
        .returns(1, Command::exitCode)
        .extracting(Command::output, STRING)
        .contains("2 passed, 0 failed, 1 skipped", "a skipped test counts as failed");
    assertThat(summaryOf("nothing\n").output()).contains("no test was run");
  }

  @Test
  void whatFailedIsNamedWithTheFirstLinesOfWhy() throws IOException {
    String failures =
        """
        FAIL  container an_unknown_name
        Traceback (most recent call last):
        [ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 9 s <<< FAILURE! -- in dev.livecode.ATests
        [ERROR] dev.livecode.ATests.holds -- Time elapsed: 2.2 s <<< FAILURE!
        org.opentest4j.AssertionFailedError:

        expected: 130
        but was: 3
        """;

    assertThat(summaryOf(failures + MAVEN.formatted(2, 1, 0)).output())
        .contains("what failed:", "an_unknown_name", "ATests.holds", "expected: 130", "but was: 3");
    assertThat(summaryOf(MAVEN.formatted(2, 0, 0)).output()).doesNotContain("what failed");
  }

  private Command summaryOf(String log) throws IOException {
    Path file = Files.writeString(folder.resolve("log"), log);
    String script =
        Home.ofWorkingFolder().project().resolve("infra/tools/bin/summarize-tests").toString();
    return Command.run(script, file.toString());
  }
}
