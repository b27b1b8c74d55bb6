package dev.livecode.session.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.session.testing.AtOnce;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.OperatedService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Runs with the limits on: at the same moment, and where the accepting fails. */
class RunAcceptanceIntegrationTests extends OperatedService {

  @RepeatedTest(20)
  void ofTwoRunsAtOnceOneIsAcceptedAndTheOtherMeetsIt() {
    UUID session = calls().open("print(1)");

    List<Answer> answers = AtOnce.call(2, () -> calls().run(session));

    assertThat(AtOnce.statuses(answers)).isEqualTo(Map.of(200, 1L, 409, 1L));
    assertThat(answers).allSatisfy(it -> assertThat(it.text()).contains(accepted(answers)));
  }

  @Test
  void ofFiftyRunsAtOnceOneIsAcceptedAndTheOthersMeetIt() {
    UUID session = calls().open("print(1)");

    List<Answer> answers = AtOnce.call(50, () -> calls().run(session));

    assertThat(AtOnce.statuses(answers)).isEqualTo(Map.of(200, 1L, 409, 49L));
  }

  @Test
  void whoIsTooSoonIsToldSoAndMeetsNoRunThatNeverIs() {
    UUID session = calls().open("print(1)");
    NEIGHBOUR.says(calls().runAccepted(session), "COMPLETED");

    List<Answer> answers = AtOnce.call(50, () -> calls().run(session));

    assertThat(AtOnce.statuses(answers)).isEqualTo(Map.of(429, 50L));
    assertThat(calls().get("/code-sessions/" + session).json().has("active_execution_id"))
        .isFalse();
  }

  @Test
  void aRunThatCouldNotBeWrittenDownDoesNotCount() {
    UUID session = calls().open("print(1)");
    postgres("ALTER TABLE outbox ADD CONSTRAINT none CHECK (false) NOT VALID");
    try {
      assertThat(calls().run(session).status()).isEqualTo(500);
    } finally {
      postgres("ALTER TABLE outbox DROP CONSTRAINT none");
    }

    assertThat(calls().run(session).status()).isEqualTo(200);
  }

  @Test
  void aRunThatCouldNotBeCommittedDoesNotCount() {
    UUID session = calls().open("print(1)");
    postgres(
        """
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$
        """,
        """
        CREATE CONSTRAINT TRIGGER fails AFTER INSERT ON run_request
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()
        """);
    try {
      assertThat(calls().run(session).status()).isEqualTo(503);
    } finally {
      postgres("DROP TRIGGER fails ON run_request", "DROP FUNCTION fail");
    }

    assertThat(calls().run(session).status()).isEqualTo(200);
  }

  private static String accepted(List<Answer> answers) {
    return answers.stream()
        .filter(it -> it.status() == 200)
        .findFirst()
        .orElseThrow()
        .field("execution_id");
  }
}
