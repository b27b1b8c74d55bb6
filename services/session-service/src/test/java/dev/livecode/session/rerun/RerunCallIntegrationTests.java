package dev.livecode.session.rerun;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RerunCallIntegrationTests extends RunningService {

  private static final RunLimits TIGHT = new RunLimits(1_000, 900, 20_000_000, 1_000);
  private static final Instant BEFORE = Instant.parse("2026-11-01T09:30:00.120Z");

  private final UUID origin = UUID.randomUUID();
  private UUID session = UUID.randomUUID();

  @BeforeEach
  void opens() {
    session = calls().open("print('then')");
  }

  @Test
  void whatRanThenRunsAgainAlthoughTheSessionHasChanged() {
    archives(TIGHT, false);
    calls()
        .send(
            "PATCH",
            "/code-sessions/" + session,
            "{\"language\":\"javascript\",\"source_code\":\"changed\"}");

    Answer answer = rerun(origin);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().propertyNames())
        .containsExactlyInAnyOrder("execution_id", "status", "origin");
    assertThat(answer.field("status")).isEqualTo("QUEUED");
    assertThat(answer.field("origin")).isEqualTo(origin.toString());
    RunRequested sent = sent();
    assertThat(sent.executionId()).hasToString(answer.field("execution_id")).isNotEqualTo(origin);
    assertThat(sent)
        .usingRecursiveComparison()
        .ignoringFields("executionId", "acceptedAt", "origin")
        .isEqualTo(original(TIGHT, false));
    assertThat(sent.origin()).isEqualTo(origin);
    assertThat(sent.acceptedAt()).isAfter(BEFORE);
    assertThat(calls().get("/code-sessions/" + session).field("active_execution_id"))
        .isEqualTo(answer.field("execution_id"));
  }

  @Test
  void limitsThatTheLanguageNoLongerAllowsBecomeItsOwn() {
    archives(new RunLimits(60_000_000, 900, 1L << 40, 1_000), false);

    assertThat(rerun(origin).status()).isEqualTo(200);

    assertThat(sent().limits()).isEqualTo(new RunLimits(5_000, 900, 134_217_728, 1_000));
  }

  @Test
  void whatWasTypedIsTypedAgainWithItsEndAndWhoeverTypesOnComesBehind() {
    archives(TIGHT, true, typed(1, "Ada\n", false), typed(2, "36\n", false));

    UUID execution = UUID.fromString(rerun(origin).field("execution_id"));
    Answer given =
        calls()
            .send("POST", "/executions/" + execution + "/stdin", "{\"text\":\"x\",\"end\":true}");

    assertThat(given.json().get("sequence").asLong()).isEqualTo(3);
    await().atMost(10, SECONDS).until(() -> LOG.noticesOf(execution).size() == 3);
    assertThat(LOG.controlsOf(execution))
        .map(StdinGiven.class::cast)
        .extracting(StdinGiven::sequence, StdinGiven::text, StdinGiven::end)
        .containsExactlyInAnyOrder(
            tuple(1L, "Ada\n", false), tuple(2L, "36\n", false), tuple(3L, "x", true));
    assertThat(sent().interactive()).isTrue();
  }

  @Test
  void anEndThatWasTypedEndsTheInputAgain() {
    archives(TIGHT, true, typed(1, "Ada\n", true));

    UUID execution = UUID.fromString(rerun(origin).field("execution_id"));

    assertThat(calls().send("POST", "/executions/" + execution + "/stdin", "{\"text\":\"x\"}"))
        .returns(409, Answer::status)
        .returns("NOT_INTERACTIVE", it -> it.field("code"));
  }

  @Test
  void whoeverWaitsGetsTheExecutionWithItsOrigin() {
    archives(TIGHT, false);
    NEIGHBOUR.saysOfAll("COMPLETED");

    Answer answer = calls().send("POST", "/executions/" + origin + "/rerun?wait=5s", null);

    assertThat(answer.field("status")).isEqualTo("COMPLETED");
    assertThat(answer.field("origin")).isEqualTo(origin.toString());
  }

  @Test
  void itIsRefusedAsAnyRunOfTheSession() {
    archives(TIGHT, false);
    assertThat(rerun(origin).status()).isEqualTo(200);

    assertThat(rerun(origin))
        .returns(409, Answer::status)
        .returns("RUN_IN_PROGRESS", it -> it.field("code"));
    calls().send("DELETE", "/code-sessions/" + session, null);
    assertThat(rerun(origin))
        .returns(403, Answer::status)
        .returns("SESSION_INACTIVE", it -> it.field("code"));
  }

  @Test
  void anIdThatWasNeverGivenOutIsNotFound() {
    assertThat(rerun(UUID.randomUUID()))
        .returns(404, Answer::status)
        .returns("EXECUTION_NOT_FOUND", it -> it.field("code"));
    assertThat(calls().send("POST", "/executions/nonsense/rerun", null).status()).isEqualTo(400);
  }

  @Test
  void whatTheLogHasNotToldYetIsForLater() {
    UUID execution = calls().runAccepted(session);

    assertThat(rerun(execution))
        .returns(503, Answer::status)
        .returns(true, it -> it.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void withoutTheExecutionServiceItIsForLaterAndNothingIsAccepted() {
    archives(TIGHT, false);
    NEIGHBOUR.breaks(true);

    assertThat(rerun(origin))
        .returns(503, Answer::status)
        .returns(true, it -> it.headers().firstValue("Retry-After").isPresent());

    assertThat(calls().get("/code-sessions/" + session).json().has("active_execution_id"))
        .isFalse();
  }

  private Answer rerun(UUID execution) {
    return calls().send("POST", "/executions/" + execution + "/rerun", null);
  }

  private RunRequested sent() {
    await().atMost(10, SECONDS).until(() -> LOG.requestsOf(session).size() == 1);
    return LOG.requestsOf(session).getFirst();
  }

  private void archives(RunLimits limits, boolean interactive, StdinGiven... typed) {
    NEIGHBOUR.archives(original(limits, interactive), typed);
  }

  private RunRequested original(RunLimits limits, boolean interactive) {
    return new RunRequested(
        origin,
        session,
        null,
        "python",
        "print('then', input())\0",
        "in",
        List.of("one", "two words"),
        limits,
        interactive,
        BEFORE);
  }

  private StdinGiven typed(long sequence, String text, boolean end) {
    return new StdinGiven(origin, sequence, text, end, BEFORE);
  }
}
