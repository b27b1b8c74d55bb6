package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.local.client.Answer;
import dev.livecode.testing.LogReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The runner is killed with SIGKILL while all its slots are busy, again and again. */
@Tag("faults")
class TakeoverEndToEndTests {

  private static final int SLOTS = 8;
  private static final String PROGRAM =
      "import time\nprint('begun')\ntime.sleep(4)\nprint('done')\n";

  private final SharedSystem system = SharedSystem.withSlots(SLOTS);

  @Test
  void everyRunInFlightEndsOnceAndNoContainerSurvives() throws Exception {
    int crashes = Count.of("the runner killed with " + SLOTS + " runs in flight", 1, 20);
    for (int crash = 0; crash < crashes; crash++) {
      await("a container is parked for every slot")
          .atMost(Duration.ofSeconds(60))
          .until(() -> Containers.runningOf(system.system().runner()).size() >= SLOTS);
      Map<String, Learner> runs = inFlight();
      List<String> containers = Containers.allOf(system.system().runner());
      assertThat(containers).hasSizeGreaterThanOrEqualTo(SLOTS);

      system.system().crash("runner");

      await("no container of the dead runner runs on")
          .atMost(Duration.ofSeconds(5))
          .until(
              () ->
                  Containers.runningOf(system.system().runner()).stream()
                      .noneMatch(containers::contains));
      assertEndedOnce(runs);
      await("the dead runner's containers are removed")
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  Containers.allOf(system.system().runner()).stream()
                      .noneMatch(containers::contains));
    }
  }

  /** Keeps every learner busy until all run at once; every execution there was, and whose it is. */
  private Map<String, Learner> inFlight() {
    var runs = new LinkedHashMap<String, Learner>();
    List<Learner> learners =
        Stream.generate(() -> system.learner("python").types(PROGRAM)).limit(SLOTS).toList();
    await("all run at once")
        .atMost(Duration.ofSeconds(60))
        .until(() -> learners.stream().filter(it -> isRunning(it, runs)).count() == SLOTS);
    return runs;
  }

  private static boolean isRunning(Learner learner, Map<String, Learner> runs) {
    String status = statusOfLast(learner, runs);
    if (!status.equals("QUEUED") && !status.equals("RUNNING")) {
      runs.put(learner.starts(), learner);
    }
    return status.equals("RUNNING");
  }

  private static String statusOfLast(Learner learner, Map<String, Learner> runs) {
    return runs.entrySet().stream()
        .filter(it -> it.getValue().equals(learner))
        .reduce((_, last) -> last)
        .map(it -> learner.sees(it.getKey()).text("status"))
        .orElse("");
  }

  private void assertEndedOnce(Map<String, Learner> runs) {
    var ended = new LinkedHashMap<String, Answer>();
    runs.forEach((execution, learner) -> ended.put(execution, learner.awaits(execution)));
    List<String> finished =
        LogReader.events(system.system().kafka(), Topics.RUN_EVENTS, RunFinished.class).stream()
            .map(it -> it.executionId().toString())
            .toList();
    ended.forEach(
        (execution, answer) -> {
          assertThat(answer.text("status")).as("%s", answer).isEqualTo("COMPLETED");
          assertThat(answer.text("stdout")).isEqualTo("begun\ndone\n");
          assertThat(finished.stream().filter(execution::equals)).as(execution).hasSize(1);
          assertThat(system.learner("python").sees(execution).body()).isEqualTo(answer.body());
        });
  }
}
