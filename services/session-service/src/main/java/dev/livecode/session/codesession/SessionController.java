package dev.livecode.session.codesession;

import dev.livecode.session.web.JsonBodies;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
  private final JsonBodies bodies;

  SessionController(SessionDesk desk, JsonBodies bodies) {
    this.desk = desk;
    this.bodies = bodies;
  }

  @PostMapping
  Standing open(HttpServletRequest request) {
    return new Standing(desk.open(program(request), client(request)), SessionStatus.ACTIVE);
  }

  @PatchMapping("/{session_id}")
  Standing save(@PathVariable("session_id") UUID id, HttpServletRequest request) {
    desk.save(id, program(request), client(request));
    return new Standing(id, SessionStatus.ACTIVE);
  }

  @GetMapping("/{session_id}")
  Session find(@PathVariable("session_id") UUID id) {
    return Session.of(desk.find(id));
  }

  @DeleteMapping("/{session_id}")
  Standing close(@PathVariable("session_id") UUID id) {
    desk.close(id);
    return new Standing(id, SessionStatus.INACTIVE);
  }

  private SavedProgram program(HttpServletRequest request) {
    return bodies.read(request, SavedProgram.class).orElse(SavedProgram.NOTHING);
  }

  private static String client(HttpServletRequest request) {
    return request.getRemoteAddr();
  }
}
