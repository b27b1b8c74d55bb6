package dev.livecode.session.run;

import com.fasterxml.uuid.NoArgGenerator;
import dev.livecode.catalog.Language;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.contracts.internal.IssuedRun;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down that something is run again, in the caller's transaction. */
@Component
public class RerunRecording {

  private final RunRegister register;
  private final RunAnnouncements announcements;
  private final TypedAhead typing;
  private final NoArgGenerator ids;
  private final Clock clock;

  RerunRecording(
      RunRegister register,
      RunAnnouncements announcements,
      TypedAhead typing,
      NoArgGenerator ids,
      Clock clock) {
    this.register = register;
    this.announcements = announcements;
    this.typing = typing;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The id issued, the event and what was typed recorded. Limits that the language no longer allows
   * become its own.
   *
   * @param session in whose name
   */
  public IssuedRun record(
      ArchivedRun original, Language language, UUID session, @Nullable String owner) {
    RunRequested event = again(original.requested(), language, session, owner);
    register.add(event);
    announcements.announce(event);
    typing.give(event.executionId(), original.typed());
    return new IssuedRun(
        event.executionId(), event.sessionId(), event.language(), event.acceptedAt());
  }

  private RunRequested again(
      RunRequested original, Language language, UUID session, @Nullable String owner) {
    RunLimits own = language.limits(original.interactive());
    return new RunRequested(
        ids.generate(),
        session,
        owner,
        original.language(),
        original.sourceCode(),
        original.stdin(),
        original.arguments(),
        original.limits().atMost(own),
        original.interactive(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        original.executionId());
  }
}
