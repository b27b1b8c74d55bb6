package dev.livecode.execution.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunEvent;
import dev.livecode.execution.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoldTests {

  private static final SampleRun RUN = SampleRun.create();
  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID SECOND = UUID.randomUUID();

  @Test
  void aRequestedRunIsQueued() {
    ExecutionView view = fold(RUN.requested());

    assertThat(view.status()).isEqualTo(ExecutionStatus.QUEUED);
    assertThat(view.createdAt()).isEqualTo(RUN.acceptedAt());
    assertThat(view.sessionId()).isEqualTo(RUN.session());
  }

  @Test
  void aStartedRunIsRunningEvenIfTheRequestComesLater() {
    assertThat(fold(RUN.requested(), RUN.started(FIRST)))
        .isEqualTo(fold(RUN.started(FIRST), RUN.requested()))
        .returns(ExecutionStatus.RUNNING, ExecutionView::status);
  }

  @Test
  void anEndAloneTellsTheWholeStory() {
    assertThat(fold(RUN.requested(), RUN.started(FIRST), RUN.completed(FIRST)))
        .isEqualTo(fold(RUN.completed(FIRST)))
        .returns(ExecutionStatus.COMPLETED, ExecutionView::status);
  }

  @Test
  void everyOutcomeEndsTheRunInItsStatus() {
    for (Outcome outcome : Outcome.values()) {
      assertThat(fold(RUN.finished(FIRST, outcome, 1)).status()).isEqualTo(outcome.status());
    }
  }

  @Test
  void theFirstEndStandsAndWhatFollowsChangesNothing() {
    ExecutionView first = fold(RUN.finished(FIRST, Outcome.WALL_TIME, 1));

    assertThat(
            fold(
                RUN.finished(FIRST, Outcome.WALL_TIME, 1),
                RUN.started(SECOND, "runner-2", 900),
                RUN.completed(SECOND),
                RUN.requested()))
        .isEqualTo(first);
  }

  @Test
  void beforeTheEndTheAttemptThatBeganLastIsShown() {
    RunEvent early = RUN.started(FIRST, "runner-1", 100);
    RunEvent late = RUN.started(SECOND, "runner-2", 200);

    assertThat(fold(early, late)).isEqualTo(fold(late, early)).isEqualTo(fold(late, early, late));
    assertThat(fold(early, late).attempt()).returns(SECOND, Attempt::id);
  }

  @Test
  void aCancelBeforeTheFirstStartIsTheRunsEnd() {
    ExecutionView cancelled = fold(RUN.requested(), RUN.cancelRequested());

    assertThat(cancelled)
        .isEqualTo(fold(RUN.cancelRequested()))
        .isEqualTo(fold(RUN.cancelRequested(), RUN.requested(), RUN.started(FIRST)))
        .isEqualTo(fold(RUN.cancelRequested(), RUN.started(FIRST), RUN.completed(FIRST)))
        .returns(ExecutionStatus.FAILED, ExecutionView::status);
    assertThat(cancelled.ending()).returns(Outcome.CANCELLED, Ending::outcome);
    assertThat(cancelled.attempt()).isNull();
  }

  @Test
  void aCancelAfterAStartWaitsForTheAttemptsOwnEnd() {
    assertThat(fold(RUN.started(FIRST), RUN.cancelRequested()))
        .isEqualTo(fold(RUN.started(FIRST)))
        .returns(ExecutionStatus.RUNNING, ExecutionView::status);
    assertThat(fold(RUN.started(FIRST), RUN.cancelRequested(), RUN.completed(FIRST)))
        .isEqualTo(fold(RUN.completed(FIRST)));
  }

  @Test
  void outputAloneMakesNoView() {
    assertThat(Fold.apply(null, RUN.stdout(FIRST, 0, "a"))).isNull();
  }

  @Test
  void textThatNoDatabaseTakesIsReplaced() {
    ExecutionView view = fold(RUN.started(FIRST, "a\0b\uD800c\uD83D\uDE00", 100));

    assertThat(view.attempt()).returns("a\uFFFDb\uFFFDc\uD83D\uDE00", Attempt::runner);
  }

  @Test
  void theOrderBetweenTopicsAndRepetitionDoNotMatter() {
    List<RunEvent> requests = List.of(RUN.requested());
    List<RunEvent> events =
        List.of(
            RUN.started(FIRST, "runner-1", 100),
            RUN.stdout(FIRST, 0, "a"),
            RUN.started(SECOND, "runner-2", 300),
            RUN.stdout(SECOND, 0, "b"),
            RUN.finished(SECOND, Outcome.NON_ZERO_EXIT, 3),
            RUN.completed(FIRST));
    ExecutionView expected = fold(concatenated(requests, events));
    var random = new Random(42);

    for (int round = 0; round < 2_000; round++) {
      List<RunEvent> shuffled =
          merged(repeated(requests, random), repeated(events, random), random);
      assertThat(fold(shuffled)).as("round %s: %s", round, shuffled).isEqualTo(expected);
    }
  }

  @Test
  void whileTheRunGoesOnTheOrderDoesNotMatterEither() {
    List<RunEvent> events =
        List.of(RUN.started(FIRST, "runner-1", 100), RUN.started(SECOND, "runner-2", 300));
    ExecutionView expected = fold(concatenated(List.of(RUN.requested()), events));
    var random = new Random(43);

    for (int round = 0; round < 500; round++) {
      assertThat(
              fold(
                  merged(
                      repeated(List.of(RUN.requested()), random),
                      repeated(events, random),
                      random)))
          .isEqualTo(expected);
    }
  }

  /** The same list, with every prefix of it possibly told again, as a replay does. */
  private static List<RunEvent> repeated(List<RunEvent> events, Random random) {
    var told = new ArrayList<RunEvent>();
    for (int i = 0; i < events.size(); i++) {
      told.add(events.get(i));
      if (random.nextInt(3) == 0) {
        told.addAll(events.subList(random.nextInt(i + 1), i + 1));
      }
    }
    return told;
  }

  private static List<RunEvent> merged(List<RunEvent> one, List<RunEvent> other, Random random) {
    var merged = new ArrayList<RunEvent>();
    int i = 0;
    int j = 0;
    while (i < one.size() || j < other.size()) {
      boolean takeOne = j == other.size() || (i < one.size() && random.nextBoolean());
      merged.add(takeOne ? one.get(i++) : other.get(j++));
    }
    return merged;
  }

  private static List<RunEvent> concatenated(List<RunEvent> one, List<RunEvent> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static ExecutionView fold(RunEvent... events) {
    return fold(List.of(events));
  }

  private static ExecutionView fold(List<RunEvent> events) {
    ExecutionView view = null;
    for (RunEvent event : events) {
      view = Fold.apply(view, event);
    }
    assertThat(view).isNotNull();
    return view;
  }
}
