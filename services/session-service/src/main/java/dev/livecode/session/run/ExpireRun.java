package dev.livecode.session.run;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.contracts.internal.IssuedRun;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ends a run that no runner will. */
@Component
public class ExpireRun {

  private static final String NO_RUNNER = "none";

  private final RunAnnouncements announcements;
  private final Clock clock;

  ExpireRun(RunAnnouncements announcements, Clock clock) {
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * Announces its end, in the caller's transaction; of several ends the first in the log stands.
   */
  public void end(IssuedRun run) {
    announcements.announce(
        new RunFinished(
            run.executionId(),
            run.sessionId(),
            UUID.randomUUID(),
            run.language(),
            NO_RUNNER,
            Outcome.EXPIRED,
            null,
            null,
            RunUsage.NONE,
            StreamSummary.EMPTY,
            StreamSummary.EMPTY,
            run.acceptedAt(),
            null,
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }
}
