package dev.livecode.session.control;

import dev.livecode.contracts.StdinGiven;
import dev.livecode.session.run.RunAnnouncements;
import dev.livecode.session.run.TypedAhead;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives a run what was typed into another, with the same numbers: whoever types on comes behind.
 */
@Component
class GiveWhatWasTyped implements TypedAhead {

  private final InteractiveRuns runs;
  private final RunAnnouncements announcements;
  private final Clock clock;

  GiveWhatWasTyped(InteractiveRuns runs, RunAnnouncements announcements, Clock clock) {
    this.runs = runs;
    this.announcements = announcements;
    this.clock = clock;
  }

  @Override
  public void give(UUID execution, List<StdinGiven> typed) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!typed.isEmpty() && runs.hold(execution).isPresent()) {
      typed.forEach(it -> give(new StdinGiven(execution, it.sequence(), it.text(), it.end(), now)));
    }
  }

  private void give(StdinGiven event) {
    runs.give(
        event.executionId(),
        event.sequence(),
        new Input(event.text(), event.end(), event.sequence()));
    announcements.announce(event);
  }
}
