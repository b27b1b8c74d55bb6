package dev.livecode.session.run;

import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.CodeSessions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Accepts or refuses runs. What is refused first: no session, limits, a closed session, a busy one,
 * the quota, what can't be decided now.
 */
@Service
public class RunDesk {

  private final CodeSessions sessions;
  private final LanguageCatalog catalog;
  private final ExecutionProgress progress;
  private final RunAcceptance acceptance;
  private final RunRecording recording;
  private final RerunRecording reruns;

  RunDesk(
      CodeSessions sessions,
      LanguageCatalog catalog,
      ExecutionProgress progress,
      RunAcceptance acceptance,
      RunRecording recording,
      RerunRecording reruns) {
    this.sessions = sessions;
    this.catalog = catalog;
    this.progress = progress;
    this.acceptance = acceptance;
    this.recording = recording;
    this.reruns = reruns;
  }

  /** What becomes of a client's wish to run this session now. */
  public RunAnswer accept(UUID id, RunRequest request) {
    return insist(id, () -> attempt(id, request));
  }

  /**
   * What becomes of the wish to run again what a session has run before, whatever it holds by now.
   */
  public RunAnswer acceptAgain(ArchivedRun original) {
    UUID id = original.requested().sessionId();
    return insist(id, () -> attemptAgain(id, original));
  }

  private RunAnswer insist(UUID id, Supplier<Optional<RunAnswer>> attempt) {
    return attempt
        .get()
        // Somebody else changed the session since it was read; perhaps it is free again.
        .or(attempt)
        .orElseGet(() -> new RunAnswer.Busy(activeExecution(id)));
  }

  /** Empty when the session is no longer as it was read. */
  private Optional<RunAnswer> attempt(UUID id, RunRequest request) {
    Optional<CodeSession> found = sessions.findById(id);
    if (found.isEmpty()) {
      return Optional.of(new RunAnswer.NoSession());
    }
    CodeSession session = found.get();
    Optional<Language> language = catalog.find(session.language());
    if (language.isEmpty()) {
      return Optional.of(new RunAnswer.NoLanguage(session.language()));
    }
    RunLimits own = language.get().limits(request.interactive());
    return refusal(session, request.limits().beyond(own))
        .or(
            () ->
                acceptance.accept(
                    session, held -> recording.record(held, request, request.limits().in(own))));
  }

  private Optional<RunAnswer> attemptAgain(UUID id, ArchivedRun original) {
    Optional<CodeSession> found = sessions.findById(id);
    if (found.isEmpty()) {
      return Optional.of(new RunAnswer.NoSession());
    }
    String name = original.requested().language();
    Optional<Language> language = catalog.find(name);
    if (language.isEmpty()) {
      return Optional.of(new RunAnswer.NoLanguage(name));
    }
    return refusal(found.get(), List.of())
        .or(
            () ->
                acceptance.accept(
                    found.get(), held -> recordAgain(held, original, language.get())));
  }

  private IssuedRun recordAgain(CodeSession held, ArchivedRun original, Language language) {
    IssuedRun run = reruns.record(original, language, held.id(), held.owner());
    sessions.occupy(held.id(), run.executionId());
    return run;
  }

  private Optional<RunAnswer> refusal(CodeSession session, List<String> tooWide) {
    if (!tooWide.isEmpty()) {
      return Optional.of(new RunAnswer.LimitsTooWide(tooWide));
    }
    if (!session.isActive()) {
      return Optional.of(new RunAnswer.Inactive());
    }
    UUID active = session.activeExecution();
    return active == null ? Optional.empty() : unlessEnded(active);
  }

  /**
   * A client that has seen a run end may run again at once: the news may reach clients before it
   * reaches this service, so on a conflict the view is asked.
   */
  private Optional<RunAnswer> unlessEnded(UUID active) {
    return switch (progress.stage(active)) {
      case QUEUED, RUNNING -> Optional.of(new RunAnswer.Busy(active));
      case UNKNOWN ->
          Optional.of(new RunAnswer.Unavailable("The execution service can't be reached"));
      case ENDED -> {
        sessions.release(List.of(active));
        yield Optional.empty();
      }
    };
  }

  private @Nullable UUID activeExecution(UUID id) {
    return sessions.findById(id).map(CodeSession::activeExecution).orElse(null);
  }
}
