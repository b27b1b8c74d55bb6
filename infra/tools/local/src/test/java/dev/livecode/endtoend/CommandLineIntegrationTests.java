package dev.livecode.endtoend;

import static dev.livecode.endtoend.StubApi.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.endtoend.StubApi.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./livecode run} and {@code watch} where streams break off, or there are none. */
class CommandLineIntegrationTests {

  private static final String END =
      event("end", "1.end", "{\"status\":\"FAILED\",\"reason\":\"NON_ZERO_EXIT\",\"exit_code\":3}");

  @TempDir Path folder;

  @Test
  void aStreamThatBreaksOffGoesOnBehindTheLastWholeEvent() throws IOException {
    var broken =
        new Told(
            false,
            "retry: 1000\n:\n\n",
            event("stdout", "1.a.4.0", "{\"text\":\"one\\n\",\"offset\":0}"),
            "event: stdout\nid: 1.a.9.0\ndata: {\"te");
    var rest =
        new Told(
            true, ":\n\n", event("stdout", "1.a.8.0", "{\"text\":\"zwö\\n\",\"offset\":4}"), END);
    try (var api = new StubApi(broken, rest);
        var run =
            RunningCommand.starts(api.url(), folder, "run", program(), "--language", "python")) {

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).isEqualTo("one\nzwö\n");
      assertThat(api.asked())
          .filteredOn(it -> it.contains("/stream"))
          .containsExactly("GET /executions/1/stream", "GET /executions/1/stream 1.a.4.0");
    }
  }

  @Test
  void anotherAttemptIsSaid() throws IOException {
    var told =
        new Told(
            true,
            event("stdout", "1.a.4.0", "{\"text\":\"old\\n\",\"offset\":0}"),
            event("reset", "1.b.0.0", "{}"),
            event("stdout", "1.b.4.0", "{\"text\":\"new\\n\",\"offset\":0}"),
            END);
    try (var api = new StubApi(told);
        var run = RunningCommand.starts(api.url(), folder, "watch", "1")) {

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).isEqualTo("old\nnew\n");
      assertThat(run.err())
          .startsWith("livecode: the run was started again;")
          .contains("FAILED NON_ZERO_EXIT")
          .hasLineCount(2);
    }
  }

  @Test
  void whatABrokenStreamHasNotToldComesFromTheRunItself() throws IOException {
    var broken = new Told(false, event("stdout", "1.a.4.0", "{\"text\":\"ön\\n\",\"offset\":0}"));
    try (var api = new StubApi(broken)) {
      api.shows(
          "{\"status\":\"COMPLETED\",\"stdout\":\"ön\\ntwo\\n\",\"stderr\":\"e\\n\",\"attempt\":\"a\"}");
      try (var run = RunningCommand.starts(api.url(), folder, "watch", "1")) {
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("ön\ntwo\n");
        assertThat(run.err()).startsWith("e\nCOMPLETED").hasLineCount(2);
      }
    }
  }

  @Test
  void whereThereIsNoStreamTheRunIsAskedForAgainAndAgain() throws IOException {
    try (var api = new StubApi();
        var run =
            RunningCommand.starts(api.url(), folder, "run", program(), "--language", "python")) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> api.asked().stream().filter("GET /executions/1"::equals).count() > 3);
      api.shows("{\"status\":\"COMPLETED\",\"stdout\":\"all\\n\",\"stderr\":\"\"}");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).isEqualTo("all\n");
      assertThat(api.asked()).containsOnlyOnce("GET /executions/1/stream");
    }
  }

  private String program() throws IOException {
    Path file = folder.resolve("a.py");
    Files.writeString(file, "print()");
    return file.toString();
  }
}
