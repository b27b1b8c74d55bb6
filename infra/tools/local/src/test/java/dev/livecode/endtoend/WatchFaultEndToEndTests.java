package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts that die or stop while many watch: all who watched come back and have missed nothing. */
@Tag("faults")
class WatchFaultEndToEndTests {

  /** Long enough for a part to come back while it prints. */
  private static final String LINES =
      """
      import sys, time
      for i in range(1600):
          print('%d aé€😀' % i)
          time.sleep(0.01)
      """;

  private final SharedSystem system = SharedSystem.withoutLimits();

  @ParameterizedTest
  @CsvSource({"execution, crash", "edge, crash", "runner, crash", "kafka, stop", "postgres, stop"})
  void whoeverWatchesMissesNothing(String part, String what) throws Exception {
    int watchers = Count.of("a watcher while " + part + " is away", 50, 200);
    String execution = system.learner("python").types(LINES).starts(Map.of("interactive", true));
    List<Future<Viewer>> viewers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int viewer = 0; viewer < watchers; viewer++) {
        viewers.add(threads.submit(() -> new Viewer(system.url(), execution).watches()));
      }
      await("it prints")
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> system.api().execution(execution).text("status").equals("RUNNING"));
      if (what.equals("crash")) {
        system.system().crash(part);
      } else {
        system.system().stop(part);
        awaitWithout(part);
        system.system().resume(part);
      }
      for (Future<Viewer> viewer : viewers) {
        assertSawAll(viewer.get());
        assertNoticed(part, viewer.get());
      }
    }
  }

  private static void awaitWithout(String part) {
    Duration away = Duration.ofSeconds(Count.of("a second without " + part, 4, 20));
    await().pollDelay(away).atMost(away.plusSeconds(5)).until(() -> true);
  }

  /** Else nothing was away. */
  private static void assertNoticed(String part, Viewer viewer) {
    switch (part) {
      case "execution", "edge" -> assertThat(viewer.connections()).isGreaterThan(1);
      case "runner" -> assertThat(viewer.resets()).isPositive();
      default -> assertThat(viewer.statuses()).contains("RUNNING");
    }
  }

  private void assertSawAll(Viewer viewer) throws Exception {
    String shown =
        system.api().execution(viewer.end().path("execution_id").asString()).text("stdout");
    assertThat(viewer.stdout()).isEqualTo(shown).endsWith("1599 aé€😀\n");
  }
}
