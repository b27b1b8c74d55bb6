package dev.livecode.session.run;

import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunLimits;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.CodeSessions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  RunDesk(
      CodeSessions sessions,
      LanguageCatalog catalog,
      ExecutionProgress progress,
      RunAcceptance acceptance) {
    this.sessions = sessions;
    this.catalog = catalog;
    this.progress = progress;
    this.acceptance = acceptance;
  }

  /** What becomes of a client's wish to run this session now. */
  public RunAnswer accept(UUID id, RunRequest request) {
    return attempt(id, request)
        // Somebody else changed the session since it was read; perhaps it is free again.
        .or(() -> attempt(id, request))
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
        .or(() -> acceptance.accept(session, request, request.limits().in(own)));
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
      case NOT_ENDED -> Optional.of(new RunAnswer.Busy(active));
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
