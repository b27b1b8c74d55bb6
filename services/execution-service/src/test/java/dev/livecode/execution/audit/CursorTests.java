package dev.livecode.execution.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.errors.RefusedException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

  private static final UUID RUN = UUID.fromString("0192f0c1-7a00-7000-8000-000000000001");

  @Test
  void requestsAndEventsAreCountedApart() {
    EventCursor events = EventCursor.START.behind(new Place(false, 1)).behind(new Place(false, 2));

    assertThat(events).hasToString("0.2");
    assertThat(events.behind(new Place(true, 1))).hasToString("1.2");
  }

  @Test
  void everyCopyOfARequestHasPositionZero() {
    assertThat(new Place(true, 1).position()).isZero();
    assertThat(new Place(true, 2).position()).isZero();
    assertThat(new Place(false, 2).position()).isEqualTo(2);
  }

  @Test
  void whatWasGivenOutIsReadAgain() {
    var run = new RunCursor(Instant.parse("2026-11-01T09:30:00.120Z"), RUN);

    assertThat(EventCursor.parse("1.12")).isEqualTo(new EventCursor(1, 12));
    assertThat(RunCursor.parse(run.toString())).isEqualTo(run);
  }

  @Test
  void whoeverGivesNothingBeginsAtTheBeginning() {
    assertThat(EventCursor.parse(null)).isEqualTo(EventCursor.START);
    assertThat(EventCursor.parse("")).isEqualTo(EventCursor.START);
    assertThat(RunCursor.parse(null)).isNull();
    assertThat(RunCursor.parse("")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.",
        ".1",
        "1.1.1",
        "-1.1",
        "1.x",
        "\u0661.1",
        "1.1234567890123456",
        " 1.1",
        "\0",
      })
  void whatWasNeverGivenOutIsRefused(String text) {
    assertRefused(() -> EventCursor.parse(text));
    assertRefused(() -> RunCursor.parse(text));
    assertRefused(() -> RunCursor.parse(text + "." + RUN + "x"));
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable parsing) {
    assertThatThrownBy(parsing)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cursor must be the next_cursor of another answer");
  }
}
