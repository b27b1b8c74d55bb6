package dev.livecode.session.control;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.session.codesession.CodeSessions;
import dev.livecode.session.run.ExecutionProgress;
import dev.livecode.session.run.RunAnnouncements;
import dev.livecode.session.run.RunRegister;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes the wish that a run ends, and gives it to the log. */
@Service
public class CancelDesk {

  private static final Logger log = LoggerFactory.getLogger(CancelDesk.class);

  private final RunRegister register;
  private final CodeSessions sessions;
  private final ExecutionProgress progress;
  private final RunAnnouncements announcements;
  private final TransactionOperations transactions;
  private final Clock clock;

  CancelDesk(
      RunRegister register,
      CodeSessions sessions,
      ExecutionProgress progress,
      RunAnnouncements announcements,
      TransactionOperations transactions,
      Clock clock) {
    this.register = register;
    this.sessions = sessions;
    this.progress = progress;
    this.announcements = announcements;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Sees to it that the run ends, if it has not; empty when the id was never given out. */
  public Optional<IssuedRun> cancel(UUID execution) {
    Optional<IssuedRun> run = register.find(execution);
    if (run.isPresent() && progress.stage(execution) != ExecutionProgress.Stage.ENDED) {
      transactions.executeWithoutResult(_ -> record(run.get()));
    }
    return run;
  }

  private void record(IssuedRun run) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (register.markCancelled(run.executionId(), now)) {
      announcements.announce(
          new CancelRequested(
              run.executionId(), run.sessionId(), run.language(), run.acceptedAt(), now));
      log.info("Execution {}: its end is asked for", run.executionId());
    }
  }

  /**
   * The view says that the run has ended. Where a cancel ended it in the queue no runner has told
   * its end yet, and its session need not wait for one.
   */
  public void ended(UUID execution) {
    int _ = sessions.release(List.of(execution));
  }
}
