package dev.livecode.session.codesession;

import dev.livecode.session.web.JsonBodies;
import dev.livecode.session.web.PathIds;
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

  @PatchMapping("/{id}")
  Standing save(@PathVariable String id, HttpServletRequest request) {
    UUID session = PathIds.session(id);
    desk.save(session, program(request), client(request));
    return new Standing(session, SessionStatus.ACTIVE);
  }

  @GetMapping("/{id}")
  Session find(@PathVariable String id) {
    return Session.of(desk.find(PathIds.session(id)));
  }

  @DeleteMapping("/{id}")
  Standing close(@PathVariable String id) {
    UUID session = PathIds.session(id);
    desk.close(session);
    return new Standing(session, SessionStatus.INACTIVE);
  }

  private SavedProgram program(HttpServletRequest request) {
    return bodies.read(request, SavedProgram.class).orElse(SavedProgram.NOTHING);
  }

  private static String client(HttpServletRequest request) {
    return request.getRemoteAddr();
  }
}
