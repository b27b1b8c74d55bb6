package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.local.client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("faults")
class FaultEndToEndTests {

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  void withKafkaStoppedRunsAreAcceptedAndNoneIsLost() throws Exception {
    int runs = Count.of("a run accepted while Kafka is stopped", 10, 200);
    List<Learner> learners = new ArrayList<>();
    List<String> executions = new ArrayList<>();
    system.system().stop("kafka");
    try {
      for (int run = 0; run < runs; run++) {
        Learner learner = system.learner("python");
        String execution = learner.starts();
        Answer seen = learner.sees(execution);
        assertThat(seen.status()).as("%s", seen).isEqualTo(200);
        assertThat(seen.text("status")).isEqualTo("QUEUED");
        learners.add(learner);
        executions.add(execution);
      }
    } finally {
      system.system().resume("kafka");
    }
    for (int run = 0; run < runs; run++) {
      assertThat(learners.get(run).awaits(executions.get(run)).text("status"))
          .isEqualTo("COMPLETED");
    }
  }

  @Test
  void aRunWhoseRunnerIsKilledEndsOnceAndLeavesNoContainer() throws Exception {
    Learner learner = system.learner("python").types("import time\ntime.sleep(3)\nprint('done')\n");
    String execution = learner.starts();
    await("the program runs")
        .atMost(Duration.ofSeconds(20))
        .until(() -> learner.sees(execution).text("status").equals("RUNNING"));
    List<String> before = Containers.allOf(system.system().runner());
    assertThat(before).isNotEmpty();

    system.system().crash("runner");

    await("no container of the dead runner runs on")
        .atMost(Duration.ofSeconds(2))
        .until(
            () ->
                Containers.runningOf(system.system().runner()).stream()
                    .noneMatch(before::contains));
    Answer ended = learner.awaits(execution);
    assertThat(ended.text("status")).as("%s", ended).isEqualTo("COMPLETED");
    assertThat(ended.text("stdout")).isEqualTo("done\n");
    await("the dead runner's containers are removed")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> Containers.allOf(system.system().runner()).stream().noneMatch(before::contains));
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "execution", "edge", "runner", "redis", "postgres", "kafka"})
  void aPartThatDiesComesBackAndRunsGoOn(String part) throws Exception {
    system.system().crash(part);

    await(part + " is back and a run completes")
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(() -> canRun());
  }

  @Test
  void withPostgresStoppedEveryAnswerSaysSo() throws Exception {
    Learner learner = system.learner("python");
    system.system().stop("postgres");
    try {
      Answer answer = learner.presses();
      assertThat(answer.status()).as("%s", answer).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      Answer opened = system.api().open("python");
      assertThat(opened.status()).as("%s", opened).isEqualTo(503);
    } finally {
      system.system().resume("postgres");
    }
    await("runs go on").atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::canRun);
  }

  private boolean canRun() throws Exception {
    Answer opened = system.api().open("python");
    if (opened.status() != 200) {
      return false;
    }
    Answer run = system.api().run(opened.text("session_id"), Map.of());
    if (run.status() != 200) {
      return false;
    }
    Answer ended = system.api().awaitEnd(run.text("execution_id"), Duration.ofMillis(20));
    return ended.text("status").equals("COMPLETED");
  }
}
