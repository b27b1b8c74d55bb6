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

@Tag("spam")
class SpamEndToEndTests {

  private final SharedSystem system = SharedSystem.withLimits();

  @Test
  void ofFiftyParallelRequestsOneIsAcceptedAndTheOthersAreRefused() throws Exception {
    Learner learner = system.learner("python").types("import time\ntime.sleep(5)\n");

    var answers = Stampede.of(50, learner);

    assertThat(answers).isEqualTo(Map.of(200, 1, 409, 49));
    assertThat(Stampede.requestsInLog(system, learner)).isEqualTo(1);
  }

  @Test
  void ofTwoParallelRequestsOneIsAcceptedAndTheOtherMeetsIt() throws Exception {
    List<Learner> learners = new ArrayList<>();
    int times = Count.of("two parallel runs", 5, 200);
    for (int time = 0; time < times; time++) {
      Learner learner = system.learner("python").types("import time\ntime.sleep(3)\n");
      learners.add(learner);

      assertThat(Stampede.of(2, learner)).isEqualTo(Map.of(200, 1, 409, 1));
    }
    await("nobody waits behind these runs")
        .atMost(Duration.ofSeconds(60 + 3L * times))
        .until(() -> learners.stream().noneMatch(this::isBusy));
  }

  private boolean isBusy(Learner learner) {
    String path = "/code-sessions/" + learner.session();
    return Learner.calling(() -> system.api().call("GET", path, null))
        .body()
        .has("active_execution_id");
  }

  @Test
  void aSecondRunWithinTwoSecondsMustWait() {
    Learner learner = system.learner("python").types("print(1)");
    learner.runs();

    Answer refused = learner.presses();

    assertThat(refused.status()).as("%s", refused).isEqualTo(429);
    assertThat(refused.text("error"))
        .isEqualTo("Too many requests. Please wait before submitting another execution.");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(-1)).isBetween(1L, 2L);
    assertThat(refused.body().path("retry_after_ms").asInt()).isBetween(1, 2_000);
  }

  @Test
  void fiveRunsFitIntoAMinuteAndASixthDoesNot() {
    Learner learner = system.learner("python").types("print(1)");
    List<Answer> refused = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      String execution =
          await("run " + run + " is accepted")
              .atMost(Duration.ofSeconds(6))
              .pollInterval(Duration.ofMillis(300))
              .until(learner::presses, answer -> answer.status() == 200)
              .text("execution_id");
      learner.awaits(execution);
    }

    await("the sixth is refused for longer than the pause between runs")
        .atMost(Duration.ofSeconds(6))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              Answer answer = learner.presses();
              refused.add(answer);
              return answer.body().path("retry_after_ms").asInt() > 2_000;
            });

    assertThat(refused).allMatch(answer -> answer.status() == 429);
  }

  @Test
  void anotherSessionIsNotAffected() {
    system.learner("python").runs();

    assertThat(system.learner("python").runs().text("status")).isEqualTo("COMPLETED");
  }

  @Test
  void withRedisStoppedRunsAreRefusedForNowAndSavingGoesOn() throws Exception {
    Learner learner = system.learner("python");
    system.system().stop("redis");
    try {
      learner.types("print('saved')");
      Answer refused = learner.presses();
      assertThat(refused.status()).as("%s", refused).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    } finally {
      system.system().resume("redis");
    }
    Answer accepted =
        await("a run is accepted again")
            .atMost(Duration.ofSeconds(20))
            .until(learner::presses, answer -> answer.status() == 200);
    assertThat(learner.awaits(accepted.text("execution_id")).text("stdout")).isEqualTo("saved\n");
  }
}
