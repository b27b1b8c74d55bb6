package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import org.junit.jupiter.api.Test;

class RestartEndToEndTests {

  @Test
  void aStopLeavesNoContainerAndASecondStartFindsSessionsAndExecutions() throws Exception {
    SharedSystem first = SharedSystem.withoutLimits();
    Learner learner = first.learner("python").types("print('kept')");
    Answer ended = learner.runs();
    String runner = first.system().runner();

    SharedSystem second = SharedSystem.restarted();

    assertThat(Containers.allOf(runner)).isEmpty();
    assertThat(second.system().url()).isEqualTo(first.system().url());
    assertThat(second.api().execution(ended.text("execution_id")).body()).isEqualTo(ended.body());
    assertThat(learner.runs().text("stdout")).isEqualTo("kept\n");
  }
}
