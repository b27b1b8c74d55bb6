package dev.livecode.runner.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RedrivingTests {

  private static final UUID EXECUTION = UUID.fromString("0192f0c1-7a00-7000-8000-000000000001");

  @Test
  void ofOneExecutionAlwaysTheSameOtherComes() {
    assertThat(Redriving.successorOf(EXECUTION)).isEqualTo(Redriving.successorOf(EXECUTION));
  }

  @Test
  void otherExecutionsHaveOtherSuccessors() {
    UUID successor = Redriving.successorOf(EXECUTION);
    UUID neighbour = UUID.fromString("0192f0c1-7a00-7000-8000-000000000002");

    assertThat(successor).isNotEqualTo(EXECUTION);
    assertThat(Redriving.successorOf(neighbour)).isNotEqualTo(successor);
    assertThat(Redriving.successorOf(successor)).isNotIn(successor, EXECUTION);
  }

  @Test
  void theSuccessorIsAVersion7IdOfTheSameTime() {
    UUID successor = Redriving.successorOf(EXECUTION);

    assertThat(successor.version()).isEqualTo(7);
    assertThat(successor.variant()).isEqualTo(2);
    assertThat(successor.toString()).startsWith("0192f0c1-7a00-7");
  }
}
