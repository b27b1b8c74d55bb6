package dev.livecode.session.run;

import com.fasterxml.uuid.NoArgGenerator;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.CodeSessions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes an accepted run down, in the caller's transaction. */
@Component
class RunRecording {

  private final CodeSessions sessions;
  private final LanguageCatalog catalog;
  private final RunRegister register;
  private final RunAnnouncements announcements;
  private final NoArgGenerator ids;
  private final Clock clock;

  RunRecording(
      CodeSessions sessions,
      LanguageCatalog catalog,
      RunRegister register,
      RunAnnouncements announcements,
      NoArgGenerator ids,
      Clock clock) {
    this.sessions = sessions;
    this.catalog = catalog;
    this.register = register;
    this.announcements = announcements;
    this.ids = ids;
    this.clock = clock;
  }

  /** The session busy, the id issued, the event recorded. */
  UUID record(CodeSession session, RequestedRun run) {
    RunRequested event = event(session, run);
    sessions.occupy(session.id(), event.executionId());
    register.add(event);
    announcements.announce(event);
    return event.executionId();
  }

  private RunRequested event(CodeSession session, RequestedRun run) {
    return new RunRequested(
        ids.generate(),
        session.id(),
        session.owner(),
        session.language(),
        session.source(),
        run.stdin(),
        run.arguments(),
        limits(session, run),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** Anew from the row that the event comes from: the language may have been saved anew. */
  private RunLimits limits(CodeSession session, RequestedRun run) {
    return run.limits().tightest(catalog.find(session.language()).orElseThrow().limits());
  }
}
