package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The public contract, as a learner meets it. The same for every way to start the system. */
abstract class ContractCases {

  static final List<String> LANGUAGES = List.of(Programs.LANGUAGES);

  private final SystemUnderTest system;

  ContractCases(SystemUnderTest system) {
    this.system = system;
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void aNewSessionGreets(String language) throws Exception {
    Learner learner = system.learner(language);

    Answer ended = learner.runs();

    assertThat(ended.text("status")).as("%s", ended).isEqualTo("COMPLETED");
    assertThat(ended.text("stdout")).isEqualTo("Hello World\n");
    assertThat(ended.text("stderr")).isEmpty();
    assertThat(ended.body().path("exit_code").asInt(-1)).isZero();
    assertThat(ended.body().path("execution_time_ms").asInt(-1)).isBetween(0, 5_000);
    assertThat(ended.text("created_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(ended.text("completed_at")).isGreaterThanOrEqualTo(ended.text("created_at"));
    assertThat(ended.text("session_id")).isEqualTo(learner.session());
    assertThat(ended.text("language")).isEqualTo(language);
  }

  @Test
  void whatWasTypedLastIsRunAndTheSessionClosesTwice() throws Exception {
    Learner learner = system.learner("python").types("print('first')").types("print('second')");

    assertThat(learner.runs().text("stdout")).isEqualTo("second\n");
    for (int time = 0; time < 2; time++) {
      Answer closed = system.api().call("DELETE", "/code-sessions/" + learner.session(), null);
      assertThat(closed.status()).isEqualTo(200);
      assertThat(closed.text("status")).isEqualTo("INACTIVE");
    }
    assertThat(learner.presses().status()).isEqualTo(403);
  }

  @Test
  void aSessionCanBeLookedAt() throws Exception {
    Learner learner = system.learner("python").types("print(1)");

    Answer answer = system.api().call("GET", "/code-sessions/" + learner.session(), null);

    assertThat(answer.text("source_code")).isEqualTo("print(1)");
    assertThat(answer.text("language")).isEqualTo("python");
    assertThat(answer.text("status")).isEqualTo("ACTIVE");
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void aProgramThatThrowsFailsWithItsTraceback(String language) {
    Answer ended = system.learner(language).types(Programs.of("throws", language)).runs();

    assertThat(ended.text("status")).as("%s", ended).isEqualTo("FAILED");
    assertThat(ended.text("reason")).isEqualTo("NON_ZERO_EXIT");
    assertThat(ended.body().path("exit_code").asInt()).isEqualTo(1);
    assertThat(ended.text("stdout")).isEqualTo("out\n");
    assertThat(ended.text("stderr")).contains("broken");
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void argumentsAndInputReachTheProgram(String language) {
    Answer ended =
        system
            .learner(language)
            .types(Programs.of("echoes", language))
            .runs(Map.of("stdin", "to read 😀", "arguments", List.of("one", "two words")));

    assertThat(ended.text("status")).as("%s", ended).isEqualTo("COMPLETED");
    assertThat(ended.text("stdout")).contains("one", "two words", "to read 😀");
  }

  @Test
  void nulAndEmojiInTheSourceHarmNobody() {
    Learner neighbour = system.learner("python");
    String other = neighbour.starts();

    Answer ended = system.learner("python").types("print('😀')\n# \0 nul\n").runs();

    assertThat(ended.text("status")).as("Python refuses NUL by itself").isIn("COMPLETED", "FAILED");
    assertThat(ended.text("status") + ended.text("stderr")).doesNotContain("SYSTEM_ERROR");
    assertThat(neighbour.awaits(other).text("stdout")).isEqualTo("Hello World\n");
  }

  @Test
  void nulEmojiAndInvalidUtf8InTheOutputComeBackAsTheContractSays() {
    String source = "import sys\nsys.stdout.buffer.write(b'a\\x00b\\xff\\xf0\\x9f\\x98\\x80c')\n";

    Answer ended = system.learner("python").types(source).runs();

    assertThat(ended.text("stdout")).isEqualTo("a\0b\uFFFD😀c");
    assertThat(ended.body().path("stdout_bytes").asInt()).isEqualTo(9);
  }

  @Test
  void aSyntaxErrorInJavaIsACompileError() {
    Answer ended = system.learner("java").types("public class Main { int x = ; }").runs();

    assertThat(ended.text("status")).isEqualTo("FAILED");
    assertThat(ended.text("reason")).isEqualTo("COMPILE_ERROR");
    assertThat(ended.text("stderr")).contains("error");
  }
}
