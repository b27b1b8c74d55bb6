package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("race")
class RaceEndToEndTests {

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  void ofFiftyParallelRequestsOnOneSessionOneIsAccepted() throws Exception {
    Learner learner = system.learner("python").types("import time\ntime.sleep(5)\n");

    var answers = Stampede.of(50, learner);

    assertThat(answers.get(200)).as("%s", answers).isEqualTo(1);
    assertThat(answers.get(409)).as("%s", answers).isEqualTo(49);
    assertThat(Stampede.requestsInLog(system, learner)).isEqualTo(1);
  }

  @Test
  void anAcceptedRunIsNeverUnknown() {
    int times = Count.of("GET right after a run was accepted", 50, 200);
    for (int time = 0; time < times; time++) {
      Learner learner = system.learner("python");

      String execution = learner.starts();

      assertThat(learner.sees(execution).status()).isEqualTo(200);
      learner.awaits(execution);
    }
  }

  @Test
  void whoSawARunEndCanRunAgain() {
    int times = Count.of("a run right after the end of the one before", 50, 200);
    Learner learner = system.learner("python").types("print(1)");
    for (int time = 0; time < times; time++) {
      assertThat(learner.runs().text("status")).isEqualTo("COMPLETED");
    }
  }
}
