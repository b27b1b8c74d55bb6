package dev.livecode.session.run;

import com.fasterxml.uuid.NoArgGenerator;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.CodeSessions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Accepts a run in one transaction: the session busy, the id issued, the event recorded. */
@Component
class RunAcceptance {

  private static final Logger log = LoggerFactory.getLogger(RunAcceptance.class);

  private final CodeSessions sessions;
  private final LanguageCatalog catalog;
  private final RunRegister register;
  private final RunAnnouncements announcements;
  private final TransactionOperations transactions;
  private final NoArgGenerator ids;
  private final Clock clock;

  RunAcceptance(
      CodeSessions sessions,
      LanguageCatalog catalog,
      RunRegister register,
      RunAnnouncements announcements,
      TransactionOperations transactions,
      NoArgGenerator ids,
      Clock clock) {
    this.sessions = sessions;
    this.catalog = catalog;
    this.register = register;
    this.announcements = announcements;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** The id of the accepted run; empty when the session is closed or busy. */
  Optional<UUID> accept(UUID session, RequestedRun run) {
    UUID execution = ids.generate();
    boolean accepted =
        Boolean.TRUE.equals(
            transactions.execute(
                _ ->
                    sessions
                        .occupy(session, execution)
                        .map(it -> record(it, execution, run))
                        .orElse(false)));
    if (accepted) {
      log.info("Execution {}: accepted for session {}, queued next", execution, session);
    }
    return accepted ? Optional.of(execution) : Optional.empty();
  }

  private boolean record(CodeSession session, UUID execution, RequestedRun run) {
    var event =
        new RunRequested(
            execution,
            session.id(),
            session.owner(),
            session.language(),
            session.source(),
            run.stdin(),
            run.arguments(),
            limits(session, run),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    register.add(event);
    announcements.announce(event);
    return true;
  }

  /** Anew from the row that the event comes from: the language may have been saved anew. */
  private RunLimits limits(CodeSession session, RequestedRun run) {
    return run.limits().tightest(catalog.find(session.language()).orElseThrow().limits());
  }
}
