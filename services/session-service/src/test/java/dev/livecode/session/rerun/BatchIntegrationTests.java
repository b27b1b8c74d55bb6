package dev.livecode.session.rerun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An operator's batch; what runners would do, the test says. */
class BatchIntegrationTests extends RunningService {

  private static final String RERUNS = "/operations/reruns";
  private static final String WISH =
      """
      {"language":"python","from":"2026-11-01T00:00:00Z","to":"2026-11-02T00:00:00Z","rate":100}""";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<RunRequested> originals = new ArrayList<>();
  private String batch = "";

  @BeforeEach
  void nobodyElseRuns() {
    NEIGHBOUR.forgetsWhatEnded();
    jdbc.sql("UPDATE code_session SET active_execution = NULL").update();
  }

  @AfterEach
  void isCancelled() {
    if (!batch.isEmpty()) {
      calls().send("DELETE", RERUNS + "/" + batch, null);
      await("what is under way would keep others waiting")
          .atMost(PATIENCE)
          .until(
              () -> {
                runsWhatIsSent("");
                return standing().get("outstanding").asLong() == 0;
              });
    }
  }

  @Test
  void eachOriginalRunsOnceInTheBatchsNameAndWhatDiffersIsReported() {
    hasEnded(5);
    begin();

    await().atMost(PATIENCE).until(() -> runsWhatIsSent("done 3 otherwise"), is("COMPLETED"));

    List<RunRequested> sent = sent();
    assertThat(sent)
        .extracting(RunRequested::origin)
        .containsExactlyInAnyOrderElementsOf(
            originals.stream().map(RunRequested::executionId).toList());
    assertThat(sent).extracting(RunRequested::sourceCode).contains("print(3)");
    Answer report = calls().get(RERUNS + "/" + batch + "/report");
    assertThat(report.json().get("same").asLong()).as(report.text()).isEqualTo(4);
    assertThat(report.json().get("different").asLong()).isEqualTo(1);
    assertThat(report.json().at("/differences/0/origin").asString())
        .isEqualTo(originals.get(3).executionId().toString());
    assertThat(report.json().at("/differences/0/differs").toString()).isEqualTo("[\"STDOUT\"]");
    assertThat(report.json().at("/kinds/STDOUT").asLong()).isEqualTo(1);
    assertThat(report.json().at("/rerun/runs").asLong()).isEqualTo(5);
  }

  @Test
  void itsOwnRunsAreNoOriginalsOfTheNext() {
    hasEnded(1);
    begin();
    await().atMost(PATIENCE).until(() -> runsWhatIsSent(""), is("COMPLETED"));
    RunRequested rerun = sent().getFirst();
    NEIGHBOUR.ends(rerun.executionId(), rerun.sessionId(), "COMPLETED", "done 0");

    Answer next = calls().send("POST", RERUNS, dryRun());

    assertThat(next.json().get("runs").asLong()).isEqualTo(1);
  }

  @Test
  void noMoreThanOneIsUnderWay() {
    hasEnded(2);
    begin();
    await().atMost(PATIENCE).until(() -> sent().size() == 1);

    // Each turn looks anew: after some of them there is still one.
    await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> sent().size() == 1);

    NEIGHBOUR.shows(sent().getFirst().executionId(), "COMPLETED", "done");
    await().atMost(PATIENCE).until(() -> sent().size() == 2);
  }

  @Test
  void whileALearnerWaitsNothingIsSent() {
    UUID learners = calls().runAccepted(calls().open("print(1)"));
    jdbc.sql(
            "UPDATE run_request SET accepted_at = now() - interval '2 seconds'"
                + " WHERE execution_id = ?")
        .param(learners)
        .update();
    hasEnded(1);
    begin();
    await().atMost(PATIENCE).until(() -> standing().has("runs"));
    await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> sent().isEmpty());

    NEIGHBOUR.says(learners, "RUNNING");

    await().atMost(PATIENCE).until(() -> sent().size() == 1);
  }

  @Test
  void aCancelledBatchSendsNothingMoreAndStopsWhatIsUnderWay() {
    hasEnded(3);
    begin();
    await().atMost(PATIENCE).until(() -> sent().size() == 1);
    UUID underWay = sent().getFirst().executionId();

    Answer cancelled = calls().send("DELETE", RERUNS + "/" + batch, null);

    assertThat(cancelled.field("status")).isEqualTo("CANCELLED");
    await().atMost(PATIENCE).until(() -> !LOG.controlsOf(underWay).isEmpty());
    assertThat(LOG.controlsOf(underWay)).allMatch(CancelRequested.class::isInstance).hasSize(1);
    NEIGHBOUR.says(underWay, "FAILED");
    await().atMost(PATIENCE).until(() -> standing().get("cancelled").asLong() == 3);
    assertThat(sent()).hasSize(1);
    assertThat(calls().send("DELETE", RERUNS + "/" + batch, null).status()).isEqualTo(200);
  }

  @Test
  void aDryRunSaysHowManyAndHowLongAndSendsNothing() {
    hasEnded(5);

    Answer answer = calls().send("POST", RERUNS, dryRun());

    assertThat(answer.json().get("runs").asLong()).isEqualTo(5);
    assertThat(answer.json().get("estimated_seconds").asLong()).isEqualTo(1);
    assertThat(NEIGHBOUR.waits())
        .anyMatch(
            it ->
                it.startsWith(
                    "language=python&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&behind="));
  }

  @Test
  void withoutTheExecutionServiceABatchWaitsAndADryRunIsForLater() {
    hasEnded(1);
    NEIGHBOUR.breaks(true);
    assertThat(calls().send("POST", RERUNS, dryRun()).status()).isEqualTo(503);
    begin();
    NEIGHBOUR.breaks(false);

    await().atMost(PATIENCE).until(() -> runsWhatIsSent(""), is("COMPLETED"));
  }

  @Test
  void whatTheArchiveNoLongerHasIsPassedOver() {
    NEIGHBOUR.ends(UUID.randomUUID(), UUID.randomUUID(), "COMPLETED", "");
    begin();

    await().atMost(PATIENCE).until(() -> standing().get("status").asString(), is("COMPLETED"));
    assertThat(standing().get("skipped").asLong()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                          | language must be
          {"language":"cobol"}                        | language must be
          {"language":"python","from":"yesterday"}    | from must be a time
          {"language":"python","rate":0}              | rate must be from
          {"language":"python","rate":"fast"}         | rate must be a number
          """)
  void aWrongWishIsToldWhatIsWrong(String wish, String says) {
    assertThat(calls().send("POST", RERUNS, wish))
        .returns(400, Answer::status)
        .returns(true, it -> it.text().contains(says));
  }

  @Test
  void thereIsNoneWithAnotherId() {
    for (String path : List.of("", "/report")) {
      assertThat(calls().get(RERUNS + "/" + UUID.randomUUID() + path).status()).isEqualTo(404);
    }
    assertThat(calls().send("DELETE", RERUNS + "/" + UUID.randomUUID(), null).status())
        .isEqualTo(404);
    assertThat(calls().get(RERUNS).json().get("reruns").isArray()).isTrue();
  }

  private void hasEnded(int runs) {
    Stream.iterate(0, it -> it + 1).limit(runs).forEach(this::hasEndedOne);
  }

  private void hasEndedOne(int number) {
    var original =
        new RunRequested(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            "python",
            "print(" + number + ")",
            "",
            List.of(),
            new RunLimits(5_000, 5_000, 134_217_728, 1_048_576),
            false,
            Instant.parse("2026-11-01T09:30:00.120Z"));
    originals.add(original);
    NEIGHBOUR.archives(original);
    NEIGHBOUR.ends(original.executionId(), original.sessionId(), "COMPLETED", "done " + number);
  }

  private void begin() {
    Answer begun = calls().send("POST", RERUNS, WISH);
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    batch = begun.field("rerun_id");
  }

  private static String dryRun() {
    return WISH.replace("}", ",\"dry_run\":true}");
  }

  /**
   * Ends what was sent, as its original did but for the one that this says; how the batch stands.
   */
  private String runsWhatIsSent(String otherwise) {
    for (RunRequested run : sent()) {
      String output = run.sourceCode().replaceAll("\\D+", "");
      String printed = "done " + output;
      NEIGHBOUR.shows(
          run.executionId(), "COMPLETED", otherwise.startsWith(printed) ? otherwise : printed);
    }
    return standing().get("status").asString();
  }

  private List<RunRequested> sent() {
    return LOG.requestsOf(UUID.fromString(batch));
  }

  private JsonNode standing() {
    return calls().get(RERUNS + "/" + batch).json();
  }

  private static Predicate<String> is(String status) {
    return status::equals;
  }
}
