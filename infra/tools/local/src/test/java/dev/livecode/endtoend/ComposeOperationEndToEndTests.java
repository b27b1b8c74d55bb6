package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator does with the running system of Compose: scales it, restarts its parts. */
@Tag("operations")
class ComposeOperationEndToEndTests {

  private final ComposeSystem system = ComposeSystem.shared();

  @Test
  void eachOfThreeRunnersEndsRuns() {
    system.up("--no-recreate", "--scale", "runner=3");
    try {
      List<Learner> learners = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        learners.add(system.learner("python").types("import time\ntime.sleep(0.3)\n"));
      }
      await("a run of this test ended by each runner")
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> {
                Map<Learner, String> runs = new LinkedHashMap<>();
                learners.forEach(learner -> runs.put(learner, learner.starts()));
                runs.forEach(
                    (learner, run) ->
                        assertThat(learner.awaits(run).text("status")).isEqualTo("COMPLETED"));
                assertThat(runnersOf(learners)).hasSize(3);
              });
    } finally {
      system.up("--no-recreate", "--scale", "runner=1");
    }
  }

  /** As their events name them. */
  private List<String> runnersOf(List<Learner> learners) {
    String sessions =
        String.join(",", learners.stream().map(it -> "'" + it.session() + "'").toList());
    return system.view(
        "SELECT DISTINCT runner FROM execution WHERE outcome IS NOT NULL AND session_id IN ("
            + sessions
            + ")");
  }

  /** With the calls of docs/operations.md. */
  @Test
  void deadLettersAreSeenAndRetriedFromInsideTheRunner() {
    assertThat(asksRunner("GET", "/actuator/deadletters")).startsWith("{\"dead_letters\":[");
    assertThat(asksRunner("POST", "/actuator/deadletters", "{\"all\":true}"))
        .startsWith("{\"redriven\":[");
  }

  private String asksRunner(String... call) {
    var exec = new ArrayList<>(List.of("exec", "-T", "runner", "/livecode/http"));
    exec.addAll(List.of(call));
    return system.compose(exec.toArray(String[]::new)).succeeded();
  }

  @Test
  void noAcceptedRunIsLostWhenPartsAreRestarted() throws Exception {
    List<String> parts =
        Count.of("parts restarted", 2, ComposeSystem.PARTS.size()) == 2
            ? List.of("kafka", "runner")
            : ComposeSystem.PARTS;
    for (String part : parts) {
      try (var load = new LightLoad(system)) {
        load.awaitAccepted(2);
        system.compose("restart", part).succeeded();
        system.up("--no-recreate");
        load.awaitAccepted(2);
        Map<String, String> ends = load.ends();
        System.out.println(part + " restarted under load: " + ends.size() + " runs accepted");
        assertThat(ends).as("after a restart of %s", part).isNotEmpty();
        assertThat(ends.values()).as("%s", ends).containsOnly("COMPLETED");
      }
    }
  }
}
