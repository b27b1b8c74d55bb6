package dev.livecode.session.codesession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.OperatedService;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL can answer, by its SQLSTATE. */
class DatabaseStatesIntegrationTests extends OperatedService {

  private static final String SOURCE = "{\"source_code\":\"x\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08000", "08006", "08P01", "0A000", "25006", "25P02", "25P03", "26000", "28000", "40001",
        "40P01", "53000", "53100", "53200", "53300", "53400", "55000", "55006", "55P03", "57000",
        "57014", "57P01", "57P03", "57P05", "58000", "58030", "58P01", "F0001", "XX000", "XX001"
      })
  void whatItCanNotDoNowIsTriedAgainLater(String state) {
    assertAnswers(state, 503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "21000", "22001", "22003", "22021", "22P02", "23502", "23503", "23505", "23514", "2F002",
        "38000", "42501", "42601", "42703", "42P01", "42883", "44000", "54000", "P0001", "P0003"
      })
  void whatWaitingDoesNotMendIsOurFault(String state) {
    assertAnswers(state, 500);
  }

  private void assertAnswers(String state, int status) {
    UUID session = calls().open("print(1)");
    raising(state);
    try {
      assertThat(calls().get("/code-sessions/" + session).status()).isEqualTo(200);
      assertAnswer(calls().send("PATCH", "/code-sessions/" + session, SOURCE), status);
      assertAnswer(calls().run(session), status);
    } finally {
      postgres("DROP FUNCTION fail CASCADE");
    }
    assertThat(calls().run(session).status()).as("back by itself").isEqualTo(200);
  }

  /** Whoever writes to a session meets this. */
  private static void raising(String state) {
    postgres(
        """
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'as a test wants it' USING ERRCODE = '%s'; END $$
        """
            .formatted(state),
        """
        CREATE TRIGGER fails BEFORE UPDATE ON code_session
        FOR EACH ROW EXECUTE FUNCTION fail()
        """);
  }

  private static void assertAnswer(Answer answer, int status) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.text()).doesNotContain("Exception", "as a test wants it", "SQL");
    if (status == 503) {
      assertThat(answer.field("code")).isEqualTo("UNAVAILABLE");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    } else {
      assertThat(answer.json().has("error_id")).isTrue();
    }
  }

  @Test
  void aTableThatANewerVersionHasChangedIsNoFault() {
    UUID session = calls().open("print(1)");
    for (int save = 0; save < 20; save++) {
      calls().send("PATCH", "/code-sessions/" + session, "{\"source_code\":\"" + save + "\"}");
    }
    postgres("ALTER TABLE code_session ADD COLUMN newer integer");
    try {
      for (int call = 0; call < 20; call++) {
        UUID other = calls().open("print(1)");
        assertThat(calls().run(other).status()).isIn(200, 503);
        assertThat(calls().get("/code-sessions/" + session).status()).isIn(200, 503);
      }
      assertThat(calls().run(calls().open("print(1)")).status()).isEqualTo(200);
    } finally {
      postgres("ALTER TABLE code_session DROP COLUMN newer");
    }
  }
}
