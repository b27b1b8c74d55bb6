package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WatchEndToEndTests {

  private static final int AT_ONCE = 200;
  private static final int RUNS_AT_ONCE = 4;

  /** 5,000 lines over both streams, of characters of one to four bytes, for about two seconds. */
  private static final String CHATTER =
      """
      import sys, time
      for i in range(5000):
          stream = sys.stderr if i % 3 == 0 else sys.stdout
          stream.write('%d aé€😀\\n' % i)
          if i % 100 == 0: time.sleep(0.02)
      """;

  private static final String SLOW_LINES =
      """
      import time
      for i in range(%d):
          print(time.time_ns() // 1000, flush=True)
          time.sleep(0.1)
      """;

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  void streamsThatAreCutAtRandomMomentsMissNothingAndShowNothingTwice() throws Exception {
    int streams = Count.of("a stream cut at random moments and resumed", AT_ONCE, 10_000);
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    int connections = 0;
    for (int begun = 0; begun < streams; begun += AT_ONCE) {
      connections += cutAtRandom(new Random(seed + begun));
    }
    System.out.printf("%d streams on %d connections%n", streams, connections);
    assertThat(connections).isGreaterThan(streams);
  }

  private int cutAtRandom(Random random) throws Exception {
    List<String> executions = new ArrayList<>();
    for (int run = 0; run < RUNS_AT_ONCE; run++) {
      executions.add(system.learner("python").types(CHATTER).starts());
    }
    List<Callable<Viewer>> viewers = new ArrayList<>();
    for (int index = 0; index < AT_ONCE; index++) {
      String execution = executions.get(index % RUNS_AT_ONCE);
      var cuts = new Random(random.nextLong());
      viewers.add(() -> new Viewer(system.url(), execution).watches(() -> untilCut(cuts)));
    }
    int connections = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Viewer> viewer : threads.invokeAll(viewers)) {
        connections += assertSawAll(viewer.get());
      }
    }
    return connections;
  }

  /** Some at once, most in mid-run, and now and then nobody cuts. */
  private static int untilCut(Random cuts) {
    return cuts.nextInt(4) == 0 ? Integer.MAX_VALUE : 1 + cuts.nextInt(80);
  }

  private int assertSawAll(Viewer viewer) throws Exception {
    Answer shown = system.api().execution(viewer.end().path("execution_id").asString());
    assertThat(viewer.stdout()).isEqualTo(shown.text("stdout"));
    assertThat(viewer.stderr()).isEqualTo(shown.text("stderr"));
    assertThat(shown.text("stdout")).endsWith("4999 aé€😀\n");
    assertThat(viewer.end().path("status").asString()).isEqualTo("COMPLETED");
    return viewer.connections();
  }

  @Test
  void aLineIsSeenSoonAfterItWasPrinted() {
    int lines = Count.of("a line printed every 100 ms", 30, 200);
    List<Long> micros = new ArrayList<>();
    String execution =
        system.learner("python").types(SLOW_LINES.formatted(Math.min(lines, 45))).starts();

    Viewer viewer =
        new Viewer(system.url(), execution)
            .tells(
                (_, seen) -> {
                  if (seen.event().equals("stdout")) {
                    long now = System.currentTimeMillis() * 1000;
                    seen.data()
                        .path("text")
                        .asString()
                        .lines()
                        .map(Long::valueOf)
                        .forEach(printed -> micros.add(now - printed));
                  }
                })
            .watches();

    micros.sort(null);
    System.out.printf(
        "print to seen: p50 %.1f ms, most %.1f ms of %d%n",
        micros.get(micros.size() / 2) / 1e3, micros.getLast() / 1e3, micros.size());
    assertThat(micros).hasSize(Math.min(lines, 45));
    // Live, each for itself: had they come together, the first would be seconds old.
    assertThat(micros.get(micros.size() / 2)).isLessThan(1_000_000);
    assertThat(viewer.statuses()).endsWith("RUNNING");
  }

  @Test
  void anEndedRunIsToldInFullAndBehindItsEndThereIsNothing() {
    Answer ended = system.learner("python").types("print('é' * 3)").runs();

    Viewer viewer = new Viewer(system.url(), ended.text("execution_id")).watches();

    assertThat(viewer.stdout()).isEqualTo(ended.text("stdout"));
    assertThat(viewer.end().path("execution_time_ms"))
        .isEqualTo(ended.body().path("execution_time_ms"));
    assertThat(viewer.end().has("stdout")).isFalse();
    String path = "/executions/" + ended.text("execution_id") + "/stream";
    assertThat(system.call("GET", path, "Last-Event-ID: " + viewer.lastId()).status())
        .isEqualTo(204);
    assertThat(system.call("GET", path + "?last_event_id=" + viewer.lastId()).status())
        .isEqualTo(204);
  }

  @Test
  void aRunThatIsWaitedForIsAnsweredAsSoonAsItHasEnded() throws Exception {
    Learner learner =
        system.learner("python").types("import time\ntime.sleep(1)\nprint('awake')\n");

    Answer early =
        system.api().call("POST", "/code-sessions/" + learner.session() + "/run?wait=300ms", null);
    String path = "/executions/" + early.text("execution_id");
    Answer ended = system.api().call("GET", path + "?wait=20s", null);

    assertThat(early.text("status")).isIn("QUEUED", "RUNNING");
    assertThat(ended.text("stdout")).isEqualTo("awake\n");
    assertThat(system.api().call("GET", path + "?wait=31s", null).status()).isEqualTo(400);
    assertThat(learner.presses().status()).as("who has seen the end may run again").isEqualTo(200);
  }
}
