package dev.livecode.session.web;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.session.antispam.Exceeded;
import dev.livecode.session.codesession.CodeSession;
import dev.livecode.session.codesession.Draft;
import dev.livecode.session.codesession.Opening;
import dev.livecode.session.codesession.Saving;
import dev.livecode.session.codesession.SessionDesk;
import dev.livecode.session.codesession.SessionStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The session calls of the public contract. */
@RestController
@RequestMapping("/code-sessions")
class SessionController {

  record Standing(UUID sessionId, SessionStatus status) {}

  record Session(
      UUID sessionId,
      String language,
      String sourceCode,
      SessionStatus status,
      @Nullable UUID activeExecutionId,
      Instant createdAt,
      Instant updatedAt) {

    static Session of(CodeSession session) {
      return new Session(
          session.id(),
          session.language(),
          session.source(),
          session.status(),
          session.activeExecution(),
          session.createdAt(),
          session.updatedAt());
    }
  }

  private final SessionDesk desk;
  private final DraftRules rules;

  SessionController(SessionDesk desk, DraftRules rules) {
    this.desk = desk;
    this.rules = rules;
  }

  @PostMapping
  Standing open(@RequestBody(required = false) @Nullable Draft draft, HttpServletRequest request) {
    Draft sent = sent(draft);
    String language = rules.requireOpenable(sent);
    return switch (desk.open(language, sent, request.getRemoteAddr())) {
      case Opening.Opened(UUID session) -> new Standing(session, SessionStatus.ACTIVE);
      case Opening.TooOften(Exceeded limit) -> throw tooOften(limit);
    };
  }

  @PatchMapping("/{session_id}")
  Standing save(
      @PathVariable("session_id") UUID id,
      @RequestBody(required = false) @Nullable Draft draft,
      HttpServletRequest request) {
    Draft sent = sent(draft);
    rules.requireSavable(sent);
    return switch (desk.save(id, sent, request.getRemoteAddr())) {
      case Saving.Saved() -> new Standing(id, SessionStatus.ACTIVE);
      case Saving.NotFound() -> throw notFound();
      case Saving.Inactive() -> throw RefusedException.because(Problem.SESSION_INACTIVE);
      case Saving.TooOften(Exceeded limit) -> throw tooOften(limit);
    };
  }

  @GetMapping("/{session_id}")
  Session find(@PathVariable("session_id") UUID id) {
    return desk.find(id).map(Session::of).orElseThrow(SessionController::notFound);
  }

  @DeleteMapping("/{session_id}")
  Standing close(@PathVariable("session_id") UUID id) {
    if (!desk.close(id)) {
      throw notFound();
    }
    return new Standing(id, SessionStatus.INACTIVE);
  }

  private static Draft sent(@Nullable Draft body) {
    return body == null ? new Draft(null, null) : body;
  }

  private static RefusedException notFound() {
    return RefusedException.because(Problem.SESSION_NOT_FOUND);
  }

  private static RefusedException tooOften(Exceeded limit) {
    return RefusedException.until(Problem.TOO_MANY_REQUESTS, limit.retryAfter(), limit.details());
  }
}
