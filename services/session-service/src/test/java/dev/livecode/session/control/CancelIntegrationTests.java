package dev.livecode.session.control;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.RunEvent;
import dev.livecode.session.testing.AtOnce;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CancelIntegrationTests extends RunningService {

  @Test
  void aCancelIsInTheLogOnceHoweverOftenItIsAskedFor() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);

    List<Answer> answers = AtOnce.call(5, () -> cancel(execution));

    assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
    await().atMost(10, SECONDS).until(() -> !LOG.noticesOf(execution).isEmpty());
    List<RunEvent> controls = LOG.controlsOf(execution);
    assertThat(controls).isEqualTo(LOG.noticesOf(execution)).hasSize(1);
    assertThat((CancelRequested) controls.getFirst())
        .returns(session, CancelRequested::sessionId)
        .returns("python", CancelRequested::language);
  }

  @Test
  void theAnswerIsTheExecutionAsItIsShownAndItsSessionIsFreeAtOnce() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);
    NEIGHBOUR.says(execution, "RUNNING");

    assertThat(cancel(execution)).returns("RUNNING", it -> it.field("status"));
    assertThat(isFree(session)).isFalse();

    NEIGHBOUR.says(execution, "FAILED");
    assertThat(cancel(execution)).returns("FAILED", it -> it.field("status"));
    assertThat(isFree(session)).isTrue();
  }

  @Test
  void anEndedRunIsAnsweredAndNothingIsAskedOfIt() {
    UUID execution = calls().runAccepted(calls().open("print(1)"));
    NEIGHBOUR.says(execution, "COMPLETED");

    assertThat(cancel(execution))
        .returns(200, Answer::status)
        .returns("COMPLETED", it -> it.field("status"));
    assertThat(LOG.controlsOf(execution)).isEmpty();
  }

  @Test
  void withoutTheExecutionServiceACancelIsTakenAllTheSame() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);
    NEIGHBOUR.breaks(true);

    Answer answer = cancel(execution);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().propertyNames())
        .containsExactlyInAnyOrder(
            "execution_id", "status", "created_at", "session_id", "language");
    assertThat(answer.field("status")).isEqualTo("QUEUED");
    await().atMost(10, SECONDS).until(() -> !LOG.controlsOf(execution).isEmpty());
  }

  @Test
  void anIdThatWasNeverGivenOutIsNotFound() {
    assertThat(cancel(UUID.randomUUID()))
        .returns(404, Answer::status)
        .returns("EXECUTION_NOT_FOUND", it -> it.field("code"));
    assertThat(calls().send("DELETE", "/executions/nonsense", null).status()).isEqualTo(400);
  }

  private Answer cancel(UUID execution) {
    return calls().send("DELETE", "/executions/" + execution, null);
  }

  private boolean isFree(UUID session) {
    return !calls().get("/code-sessions/" + session).json().has("active_execution_id");
  }
}
