package dev.livecode.execution.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.StdinTaken;
import dev.livecode.execution.SampleRun;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What anybody may see of each event. */
class ToldEventTests {

  private static final JsonMapper JSON = new JsonMapper();
  private static final SampleRun RUN = SampleRun.create();
  private static final UUID ATTEMPT = UUID.randomUUID();
  private static final String TEXT = "a text";

  private static final List<RunEvent> EVENTS =
      List.of(
          RUN.requested(TEXT),
          RUN.started(ATTEMPT, "runner-secret", 100),
          RUN.stdout(ATTEMPT, 0, TEXT),
          new StdinGiven(RUN.id(), 1, TEXT, true, RUN.acceptedAt()),
          new StdinTaken(RUN.id(), ATTEMPT, 6),
          RUN.cancelRequested(),
          RUN.completed(ATTEMPT));

  @Test
  void nobodyIsToldWhichRunnerItWas() {
    for (RunEvent event : EVENTS) {
      assertThat(json(event, true)).doesNotContain("runner");
    }
  }

  @Test
  void textIsToldWhereItIsAskedForAlone() {
    for (RunEvent event : EVENTS) {
      // Of six bytes, so that base64 has no padding.
      assertThat(json(event, false)).doesNotContain(TEXT, "YSB0ZXh0");
    }
    assertThat(told(EVENTS.get(0), true).data()).containsEntry("source_code", TEXT);
    assertThat(told(EVENTS.get(3), true).data()).containsEntry("text", TEXT);
    assertThat(json(EVENTS.get(2), true)).contains("YSB0ZXh0");
  }

  @Test
  void theTypeOnTheWireIsANameAndAVersion() {
    ToldEvent told = told(RUN.cancelRequested(), false);

    assertThat(told.type()).isEqualTo("run.cancel-requested");
    assertThat(told.version()).isEqualTo(1);
    assertThat(told.time()).isEqualTo(RUN.acceptedAt());
  }

  @Test
  void whatBelongsToAnAttemptNamesIt() {
    assertThat(EVENTS)
        .filteredOn(it -> ATTEMPT.equals(told(it, false).attempt()))
        .hasSize(4)
        .noneMatch(RunRequested.class::isInstance);
  }

  @Test
  void ofARecordThatIsNoEventOnlyItsPositionIsTold() {
    assertThat(ToldEvent.of(Archived.noEvent(3), true))
        .isEqualTo(new ToldEvent(3, null, null, null, null, null, true, null));
  }

  private static ToldEvent told(RunEvent event, boolean withText) {
    return ToldEvent.of(Archived.event(1, event, RUN.acceptedAt()), withText);
  }

  private static String json(RunEvent event, boolean withText) {
    return JSON.writeValueAsString(told(event, withText));
  }
}
