package dev.livecode.session.run;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.session.web.JsonBodies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The call that asks for a run. */
@RestController
class RunController {

  record Accepted(UUID executionId, ExecutionStatus status) {}

  private final RunDesk desk;
  private final JsonBodies bodies;

  RunController(RunDesk desk, JsonBodies bodies) {
    this.desk = desk;
    this.bodies = bodies;
  }

  @PostMapping("/code-sessions/{session_id}/run")
  Accepted run(@PathVariable("session_id") UUID session, HttpServletRequest request) {
    RunBody body = bodies.read(request, RunBody.class).orElse(RunBody.NOTHING);
    return new Accepted(desk.accept(session, body.checked()), ExecutionStatus.QUEUED);
  }
}
