package dev.livecode.execution.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.errors.RefusedException;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.view.ExecutionView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a run stood, by its history alone. */
class RetellingTests {

  private static final SampleRun RUN = SampleRun.create();
  private static final UUID ATTEMPT = UUID.randomUUID();

  private static final List<ArchivedRecord> HISTORY =
      List.of(
          Archived.request(RUN.requested(), after(0)),
          Archived.event(1, RUN.started(ATTEMPT), after(100)),
          Archived.event(2, RUN.stdout(ATTEMPT, 0, "Hello"), after(105)),
          Archived.event(3, RUN.completed(ATTEMPT), after(112)),
          Archived.event(4, RUN.started(UUID.randomUUID(), "runner-2", 900), after(900)));

  @Test
  void aBoundByPositionIsTheLastEventThatCounts() {
    assertThat(status(until(0L, null))).isEqualTo(ExecutionStatus.QUEUED);
    assertThat(status(until(2L, null))).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(status(until(3L, null))).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(until(3L, null)).returns(3L, Retelling::position).returns(true, Retelling::isLater);
  }

  @Test
  void aBoundByTimeCountsWhatHappenedInThatMillisecond() {
    assertThat(until(null, after(-1)).view()).isNull();
    assertThat(status(until(null, after(0)))).isEqualTo(ExecutionStatus.QUEUED);
    assertThat(status(until(null, after(99)))).isEqualTo(ExecutionStatus.QUEUED);
    assertThat(status(until(null, after(100)))).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(status(until(null, after(112)))).isEqualTo(ExecutionStatus.COMPLETED);
  }

  @Test
  void withoutABoundEverythingCounts() {
    assertThat(until(null, null))
        .returns(4L, Retelling::position)
        .returns(false, Retelling::isLater);
  }

  @Test
  void whatIsLaterInTheLogDoesNotOvertakeWhatIsEarlier() {
    var retelling = new Retelling(new Until(null, after(60)));
    retelling.take(Archived.request(RUN.requested(), after(0)));
    retelling.take(Archived.event(1, RUN.started(ATTEMPT), after(100)));
    retelling.take(Archived.event(2, RUN.cancelRequested(), after(50)));

    assertThat(status(retelling))
        .as("the log had the start first, so the cancel never was its end")
        .isEqualTo(ExecutionStatus.QUEUED);
  }

  @Test
  void aRequestOfAnotherClockKeepsNoEventBack() {
    var retelling = new Retelling(new Until(null, after(100)));
    retelling.take(Archived.request(RUN.requested(), after(101)));
    retelling.take(Archived.event(1, RUN.started(ATTEMPT), after(100)));

    assertThat(status(retelling)).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(retelling.isLater()).isTrue();
  }

  @Test
  void aRecordThatIsNoEventChangesNothing() {
    var retelling = new Retelling(new Until(null, null));
    retelling.take(Archived.noEvent(1));
    retelling.take(Archived.event(2, RUN.started(ATTEMPT), after(100)));

    assertThat(retelling).returns(2L, Retelling::position).returns(false, Retelling::isLater);
  }

  @Test
  void oneBoundIsEnough() {
    assertThatThrownBy(() -> new Until(1L, after(0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not with both");
  }

  private static Retelling until(@Nullable Long position, @Nullable Instant time) {
    var retelling = new Retelling(new Until(position, time));
    HISTORY.forEach(retelling::take);
    return retelling;
  }

  private static @Nullable ExecutionStatus status(Retelling retelling) {
    ExecutionView view = retelling.view();
    return view == null ? null : view.status();
  }

  private static Instant after(int ms) {
    return RUN.acceptedAt().plusMillis(ms);
  }
}
