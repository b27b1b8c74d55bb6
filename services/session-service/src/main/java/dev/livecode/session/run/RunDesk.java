package dev.livecode.session.run;

import static dev.livecode.errors.RefusedException.because;

import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.CodeSessions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Accepts or refuses runs. What is refused first: 404, 400 of a limit, 403, 409, 429, 503. */
@Service
class RunDesk {

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

  UUID accept(UUID id, RequestedRun run) {
    CodeSession session = find(id);
    var _ = run.limits().within(language(session).limits());
    session.requireActive();
    requireFree(session);
    return acceptance
        .accept(id, run)
        .or(() -> onceMore(id, run))
        .orElseThrow(() -> inProgress(find(id).activeExecution()));
  }

  private CodeSession find(UUID id) {
    return sessions.findById(id).orElseThrow(() -> because(Problem.SESSION_NOT_FOUND));
  }

  private Language language(CodeSession session) {
    return catalog
        .find(session.language())
        .orElseThrow(
            () ->
                because(
                    Problem.VALIDATION_ERROR,
                    "Language " + session.language() + " is not offered any more"));
  }

  /**
   * A client that has seen a run end may run again at once: the news may reach clients before it
   * reaches this service, so on a conflict the view is asked.
   */
  private void requireFree(CodeSession session) {
    UUID active = session.activeExecution();
    if (active == null) {
      return;
    }
    if (!progress.hasEnded(active)) {
      throw inProgress(active);
    }
    sessions.release(List.of(active));
  }

  /** Somebody else changed the session since it was read; perhaps it is free again. */
  private Optional<UUID> onceMore(UUID id, RequestedRun run) {
    CodeSession session = find(id);
    session.requireActive();
    requireFree(session);
    return acceptance.accept(id, run);
  }

  private static RefusedException inProgress(@Nullable UUID execution) {
    return execution == null
        ? because(Problem.RUN_IN_PROGRESS)
        : because(Problem.RUN_IN_PROGRESS, "Execution " + execution + " has not ended");
  }
}
