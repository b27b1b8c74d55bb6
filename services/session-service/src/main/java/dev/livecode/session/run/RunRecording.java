package dev.livecode.session.run;

import com.fasterxml.uuid.NoArgGenerator;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.CodeSessions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Writes an accepted run down, in the caller's transaction. */
@Component
class RunRecording {

  private final CodeSessions sessions;
  private final RunRegister register;
  private final RunAnnouncements announcements;
  private final NoArgGenerator ids;
  private final Clock clock;

  RunRecording(
      CodeSessions sessions,
      RunRegister register,
      RunAnnouncements announcements,
      NoArgGenerator ids,
      Clock clock) {
    this.sessions = sessions;
    this.register = register;
    this.announcements = announcements;
    this.ids = ids;
    this.clock = clock;
  }

  /** The session busy, the id issued, the event recorded. */
  IssuedRun record(CodeSession session, RunRequest request, RunLimits limits) {
    var event =
        new RunRequested(
            ids.generate(),
            session.id(),
            session.owner(),
            session.language(),
            session.source(),
            request.stdin(),
            request.arguments(),
            limits,
            request.interactive(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    sessions.occupy(session.id(), event.executionId());
    register.add(event);
    announcements.announce(event);
    return new IssuedRun(
        event.executionId(), event.sessionId(), event.language(), event.acceptedAt());
  }
}
