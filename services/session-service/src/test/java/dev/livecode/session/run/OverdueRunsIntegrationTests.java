package dev.livecode.session.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.Outcome;
import dev.livecode.session.testing.RunningService;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No runner takes requests here, as if somebody had taken them out of the queue. */
class OverdueRunsIntegrationTests extends RunningService {

  private static final int BEFORE_ITS_TIME = 19;
  private static final int OVERDUE = 21;

  @Autowired private WhenRunIsOverdueThenEndIt overdue;
  private UUID session = UUID.randomUUID();
  private UUID execution = UUID.randomUUID();

  @BeforeEach
  void runIsAccepted() {
    session = calls().open("print(1)");
    execution = calls().runAccepted(session);
  }

  private void look(int minutesLater) {
    jdbc.sql(
            "UPDATE run_request SET accepted_at = now() - ? * interval '1 minute'"
                + " WHERE execution_id = ?")
        .params(minutesLater, execution)
        .update();
    overdue.look();
  }

  private boolean isBusy() {
    return calls().get("/code-sessions/" + session).json().has("active_execution_id");
  }

  @Test
  void aRunThatNobodyEndsExpiresOnceAndItsSessionIsFree() {
    look(OVERDUE);
    assertThat(isBusy()).isFalse();
    await().atMost(10, SECONDS).until(() -> !LOG.endsOf(execution).isEmpty());
    look(OVERDUE);
    UUID next = calls().runAccepted(session);
    await().atMost(10, SECONDS).until(() -> LOG.requestsOf(session).size() == 2);
    assertThat(LOG.endsOf(execution)).extracting("outcome").isEqualTo(List.of(Outcome.EXPIRED));
    assertThat(LOG.endsOf(next)).isEmpty();
  }

  @Test
  void aRunThatMayStillBeTakenIsLeftAlone() {
    look(BEFORE_ITS_TIME);
    assertThat(isBusy()).isTrue();
  }

  @Test
  void ofARunThatHasEndedOnlyTheNewsWasMissed() {
    NEIGHBOUR.says(execution, "COMPLETED");
    look(OVERDUE);
    assertThat(isBusy()).isFalse();
    assertThat(LOG.endsOf(execution)).isEmpty();
  }

  @Test
  void whileNobodyCanSayWhetherARunHasEndedItIsLeftAlone() {
    NEIGHBOUR.breaks(true);
    look(OVERDUE);
    NEIGHBOUR.breaks(false);
    assertThat(isBusy()).isTrue();
  }

  @Test
  void whileNobodyCanSayItALookAsksOnceAndNotForEachRun() {
    calls().runAccepted(calls().open("print(2)"));
    jdbc.sql("UPDATE run_request SET accepted_at = now() - interval '1 day'").update();
    NEIGHBOUR.breaks(true);
    int before = NEIGHBOUR.asked();
    overdue.look();
    NEIGHBOUR.breaks(false);
    assertThat(NEIGHBOUR.asked() - before).isEqualTo(1);
  }
}
