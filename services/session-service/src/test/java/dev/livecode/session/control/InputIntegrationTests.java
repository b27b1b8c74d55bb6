package dev.livecode.session.control;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.session.testing.AtOnce;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class InputIntegrationTests extends RunningService {

  private static final String LARGEST = "x".repeat(64 * 1024);

  @Autowired private InputDesk inputs;
  @Autowired private InteractiveRuns runs;

  @Test
  void anInteractiveRunHasAMinuteAndItsRequestSaysWhatItIs() {
    UUID session = calls().open("input()");
    UUID _ = interactive(session);

    await().atMost(10, SECONDS).until(() -> !LOG.requestsOf(session).isEmpty());
    RunRequested request = LOG.requestsOf(session).getFirst();
    assertThat(request.interactive()).isTrue();
    assertThat(request.limits().wallTimeMs()).isEqualTo(60_000);
    assertThat(request.limits().cpuTimeMs()).isEqualTo(5_000);
  }

  @Test
  void whatIsTypedIsInTheLogWithItsNumber() {
    UUID execution = interactive();

    assertThat(give(execution, "{\"text\":\"Ada\\n\"}"))
        .returns(200, Answer::status)
        .returns(1L, it -> it.json().get("sequence").asLong());
    assertThat(give(execution, "{\"text\":\"\\u0000\",\"sequence\":2}").status()).isEqualTo(200);
    assertThat(give(execution, "{\"end\":true}"))
        .returns(3L, it -> it.json().get("sequence").asLong());

    await().atMost(10, SECONDS).until(() -> LOG.noticesOf(execution).size() == 3);
    assertThat(LOG.controlsOf(execution)).hasSameElementsAs(LOG.noticesOf(execution));
    assertThat(LOG.controlsOf(execution).stream().map(StdinGiven.class::cast))
        .extracting(StdinGiven::sequence, StdinGiven::text, StdinGiven::end)
        .containsExactlyInAnyOrder(
            tuple(1L, "Ada\n", false), tuple(2L, "\0", false), tuple(3L, "", true));
  }

  @Test
  void anInputWhoseNumberCameBeforeChangesNothing() {
    UUID execution = interactive();
    String input = "{\"text\":\"a\",\"sequence\":7}";

    List<Answer> answers = AtOnce.call(10, () -> give(execution, input));

    assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
    await().atMost(10, SECONDS).until(() -> !LOG.noticesOf(execution).isEmpty());
    assertThat(LOG.controlsOf(execution)).hasSize(1);
  }

  @Test
  void aHundredAtOnceAreAllGivenWithTheirNumbers() {
    UUID execution = interactive();
    var number = new AtomicInteger();

    List<Answer> answers =
        AtOnce.call(
            100,
            () ->
                giveUntilTaken(
                    execution,
                    "{\"text\":\"a\",\"sequence\":%d}".formatted(number.incrementAndGet())));

    assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
    await().atMost(20, SECONDS).until(() -> LOG.controlsOf(execution).size() == 100);
    assertThat(LOG.controlsOf(execution).stream().map(StdinGiven.class::cast))
        .extracting(StdinGiven::sequence)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
  }

  /** As a client does: on a slow machine a hundred at once may be told to come again. */
  private Answer giveUntilTaken(UUID execution, String input) {
    return await()
        .atMost(30, SECONDS)
        .until(() -> give(execution, input), answer -> answer.status() != 503);
  }

  @Test
  void whatWaitsIsBoundedUntilTheProgramHasTakenIt() {
    UUID execution = interactive();

    assertThat(give(execution, "{\"text\":\"" + LARGEST + "\"}").status()).isEqualTo(200);
    assertThat(give(execution, "{\"text\":\"a\"}"))
        .returns(409, Answer::status)
        .returns("STDIN_FULL", it -> it.field("code"));

    LOG.take(execution, 10);
    await()
        .atMost(10, SECONDS)
        .until(() -> give(execution, "{\"text\":\"0123456789\"}").status() == 200);
    assertThat(give(execution, "{\"text\":\"a\"}").status()).isEqualTo(409);
  }

  @Test
  void noMoreIsTypedIntoOneRunThanEveryRunnerCanKeep() {
    UUID execution = interactive();
    for (int input = 1; input <= 16; input++) {
      long taken = input * 64L * 1024;
      assertThat(give(execution, "{\"text\":\"" + LARGEST + "\"}").status()).isEqualTo(200);
      runs.took(Map.of(execution, taken));
    }

    assertThat(give(execution, "{\"text\":\"a\"}"))
        .returns(409, Answer::status)
        .returns(true, it -> it.text().contains("At most 1048576 bytes may be typed"));
  }

  @Test
  void behindTheEndNothingIsTakenAndBeforeItWhatIsLate() {
    UUID execution = interactive();
    assertThat(give(execution, "{\"end\":true,\"sequence\":3}").status()).isEqualTo(200);

    assertThat(give(execution, "{\"text\":\"late\",\"sequence\":2}").status()).isEqualTo(200);
    assertThat(give(execution, "{\"text\":\"behind\"}"))
        .returns(409, Answer::status)
        .returns("NOT_INTERACTIVE", it -> it.field("code"));
  }

  @Test
  void aRunThatIsNotInteractiveOrHasEndedOrIsNoneRefuses() {
    UUID plain = calls().runAccepted(calls().open("print(1)"));
    assertThat(give(plain, "{\"text\":\"a\"}"))
        .returns(409, Answer::status)
        .returns("NOT_INTERACTIVE", it -> it.field("code"));

    UUID ended = interactive();
    NEIGHBOUR.says(ended, "COMPLETED");
    assertThat(give(ended, "{\"text\":\"a\"}"))
        .returns(409, Answer::status)
        .returns("EXECUTION_ENDED", it -> it.field("code"));

    assertThat(give(UUID.randomUUID(), "{\"text\":\"a\"}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|400|text or end is required",
        "{\"text\":1}|400|text must be a string",
        "{\"text\":\"a\",\"end\":\"yes\"}|400|end must be true or false",
        "{\"text\":\"a\",\"sequence\":0}|400|sequence must be at least 1",
        "{\"text\":\"a\",\"sequence\":1.5}|400|sequence must be an integer",
        "{\"text\":\"\\ud800\"}|400|text must be legal Unicode",
      })
  void whatCanNotBeTypedIsRefusedInWords(String body, int status, String words) {
    Answer answer = give(interactive(), body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).contains(words);
  }

  @Test
  void anInputBeyondTheLargestIsTooLarge() {
    assertThat(give(interactive(), "{\"text\":\"" + LARGEST + "x\"}").status()).isEqualTo(413);
  }

  @Test
  void oldRunsAreForgottenWithTheirInputs() {
    UUID execution = interactive();
    IntStream.range(0, 3).forEach(_ -> give(execution, "{\"text\":\"a\"}"));
    jdbc.sql(
            """
            UPDATE interactive_run SET touched_at = now() - interval '2 hours'
            WHERE execution_id = ?
            """)
        .param(execution)
        .update();

    inputs.forgetOldRuns();

    assertThat(
            jdbc.sql("SELECT count(*) FROM typed_input WHERE execution_id = ?")
                .param(execution)
                .query(Long.class)
                .single())
        .isZero();
  }

  private UUID interactive() {
    return interactive(calls().open("input()"));
  }

  private UUID interactive(UUID session) {
    Answer answer =
        calls().send("POST", "/code-sessions/" + session + "/run", "{\"interactive\":true}");
    assertThat(answer.status()).isEqualTo(200);
    return UUID.fromString(answer.field("execution_id"));
  }

  private Answer give(UUID execution, String input) {
    return calls().send("POST", "/executions/" + execution + "/stdin", input);
  }
}
