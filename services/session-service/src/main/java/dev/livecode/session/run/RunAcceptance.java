package dev.livecode.session.run;

import dev.livecode.errors.RefusedException;
import dev.livecode.session.antispam.RunQuota;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.CodeSessions;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private final RunRecording recording;
  private final TransactionOperations transactions;

  // A caller holds a connection while it waits for the row or for Redis. Half of them is for that,
  // so that a crowd on one session, or a slow Redis, leaves the other half to whoever saves.
  private final Semaphore places;

  RunAcceptance(
      CodeSessions sessions,
      RunQuota quota,
      RunRecording recording,
      TransactionOperations transactions,
      @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
    this.sessions = sessions;
    this.quota = quota;
    this.recording = recording;
    this.transactions = transactions;
    this.places = new Semaphore(Math.max(1, connections / 2), true);
  }

  /** The id of the accepted run; empty when the session is closed or busy. */
  Optional<UUID> accept(UUID session, RequestedRun run) {
    takePlace();
    try {
      Optional<UUID> execution =
          transactions.execute(_ -> sessions.holdFree(session).map(it -> recordIfAllowed(it, run)));
      execution.ifPresent(
          it -> log.info("Execution {}: accepted for session {}, queued next", it, session));
      return execution;
    } finally {
      places.release();
    }
  }

  private void takePlace() {
    try {
      if (!places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        throw RefusedException.unavailable("Too many runs are waiting to be accepted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RefusedException.unavailable("The service is stopping");
    }
  }

  private UUID recordIfAllowed(CodeSession session, RequestedRun run) {
    RunQuota.Permit permit = quota.take(session.id());
    try {
      UUID execution = recording.record(session, run);
      TransactionSynchronizationManager.registerSynchronization(givenBackUnlessCommitted(permit));
      return execution;
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
