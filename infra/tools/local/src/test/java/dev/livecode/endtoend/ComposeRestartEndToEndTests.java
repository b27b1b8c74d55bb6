package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The system of Compose is stopped and started again. */
@Tag("compose")
class ComposeRestartEndToEndTests {

  private final ComposeSystem system = ComposeSystem.shared();

  @Test
  void whatWasStoppedFindsItsDataAgain() throws Exception {
    Learner learner = system.learner("python").types("print('kept')");
    Answer ended = learner.runs();
    List<String> runners = system.view("SELECT DISTINCT runner FROM execution");

    system.compose("down").succeeded();
    for (String runner : runners) {
      assertThat(Containers.allOf(runner)).as("containers of programs").isEmpty();
    }
    system.up();

    assertThat(system.api().execution(ended.text("execution_id")).body()).isEqualTo(ended.body());
    assertThat(learner.runs().text("stdout")).isEqualTo("kept\n");
  }
}
