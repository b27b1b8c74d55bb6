package dev.livecode.session.run;

import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.session.antispam.Exceeded;
import dev.livecode.session.antispam.RunQuota;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.CodeSessions;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Accepts a run in one transaction, which holds the session's row while the quota is asked: of many
 * callers at once, one is asked about at a time, and the others meet the run that was accepted. A
 * run that the quota refuses leaves nothing behind that anybody could meet.
 */
@Component
class RunAcceptance {

  private static final Logger log = LoggerFactory.getLogger(RunAcceptance.class);
  private static final long PATIENCE_MS = 2000;

  private final CodeSessions sessions;
  private final RunQuota quota;
  private final TransactionOperations transactions;

  // A caller holds a connection while it waits for the row or for Redis. Half of them is for that,
  // so that a crowd on one session, or a slow Redis, leaves the other half to whoever saves.
  private final Semaphore places;

  RunAcceptance(
      CodeSessions sessions,
      RunQuota quota,
      TransactionOperations transactions,
      @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
    this.sessions = sessions;
    this.quota = quota;
    this.transactions = transactions;
    this.places = new Semaphore(Math.max(1, connections / 2), true);
  }

  /**
   * Accepts a run, or says why not; empty when the session is not free any more, or not as it was
   * read.
   *
   * @param session as it was read
   * @param recording writes the run of the held session down, in the transaction
   */
  Optional<RunAnswer> accept(CodeSession session, Function<CodeSession, IssuedRun> recording) {
    if (!takePlace()) {
      return Optional.of(new RunAnswer.Unavailable("Too many runs are waiting to be accepted"));
    }
    try {
      Optional<RunAnswer> answer =
          transactions.execute(
              _ ->
                  sessions
                      .holdFree(session.id(), session.language())
                      .map(held -> recordIfAllowed(held, recording)));
      if (answer.orElse(null) instanceof RunAnswer.Accepted(IssuedRun run)) {
        log.info(
            "Execution {}: accepted for session {}, queued next", run.executionId(), session.id());
      }
      return answer;
    } finally {
      places.release();
    }
  }

  /** False also when the service is stopping. */
  private boolean takePlace() {
    try {
      return places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RunAnswer recordIfAllowed(CodeSession held, Function<CodeSession, IssuedRun> recording) {
    return switch (quota.take(held.id())) {
      case RunQuota.Permit permit -> new RunAnswer.Accepted(record(held, recording, permit));
      case RunQuota.Refused(Exceeded limit) -> new RunAnswer.TooOften(limit);
      case RunQuota.Uncountable() -> new RunAnswer.Unavailable("Runs can't be counted now");
    };
  }

  private IssuedRun record(
      CodeSession held, Function<CodeSession, IssuedRun> recording, RunQuota.Permit permit) {
    try {
      IssuedRun run = recording.apply(held);
      TransactionSynchronizationManager.registerSynchronization(givenBackUnlessCommitted(permit));
      return run;
    } catch (RuntimeException e) {
      permit.giveBack(); // While the row is held: nobody is told 429 for a run that never is.
      throw e;
    }
  }

  private static TransactionSynchronization givenBackUnlessCommitted(RunQuota.Permit permit) {
    return new TransactionSynchronization() {
      @Override
      public void afterCompletion(int status) {
        if (status != STATUS_COMMITTED) {
          permit.giveBack();
        }
      }
    };
  }
}
