package dev.livecode.session.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunAndWaitIntegrationTests extends RunningService {

  @Test
  void theAnswerIsTheExecutionAsItIsShown() {
    NEIGHBOUR.saysOfAll("COMPLETED");

    Answer answer = runAndWait(calls().open("print(1)"), "5s");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("status")).isEqualTo("COMPLETED");
    assertThat(answer.json().has("new_field")).isTrue();
    assertThat(NEIGHBOUR.waits()).contains("wait=5000ms");
  }

  @Test
  void aSessionWhoseRunHasEndedInTheAnswerIsFree() {
    NEIGHBOUR.saysOfAll("COMPLETED");
    UUID session = calls().open("print(1)");

    for (int time = 0; time < 3; time++) {
      assertThat(runAndWait(session, "5s").status()).isEqualTo(200);
      assertThat(calls().get("/code-sessions/" + session).json().has("active_execution_id"))
          .isFalse();
    }
  }

  @Test
  void onceAcceptedTheAnswerIs200WhateverIsAway() {
    NEIGHBOUR.breaks(true);

    Answer answer = runAndWait(calls().open("print(1)"), "1s");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("status")).isEqualTo("QUEUED");
    assertThat(answer.field("language")).isEqualTo("python");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "31s", "5", "-1s", "soon"})
  void aWaitThatCanNotBeIsRefusedBeforeAnythingIsAccepted(String wait) {
    UUID session = calls().open("print(1)");

    assertThat(runAndWait(session, wait))
        .returns(400, Answer::status)
        .returns(true, it -> it.text().contains("wait must be"));
    assertThat(calls().get("/code-sessions/" + session).json().has("active_execution_id"))
        .isFalse();
  }

  private Answer runAndWait(UUID session, String wait) {
    return calls().send("POST", "/code-sessions/" + session + "/run?wait=" + wait, null);
  }
}
