package dev.livecode.session.web;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.errors.WaitTime;
import dev.livecode.session.run.RunDesk;
import dev.livecode.session.run.RunRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The call that asks for a run. */
@RestController
class RunController {

  record Accepted(UUID executionId, ExecutionStatus status) {}

  private final RunDesk desk;
  private final ToldExecutions told;

  RunController(RunDesk desk, ToldExecutions told) {
    this.desk = desk;
    this.told = told;
  }

  @PostMapping("/code-sessions/{session_id}/run")
  Object run(
      @PathVariable("session_id") UUID session,
      @RequestParam(name = "wait", required = false) @Nullable String wait,
      @RequestBody(required = false) @Nullable RunRequest body,
      HttpServletRequest http) {
    // Before anything is accepted: what is refused has not run.
    Duration patience = WaitTime.of(wait);
    RunRequest request = body == null ? RunRequest.PLAIN : body;
    RunRules.require(request);
    IssuedRun run = RunAnswers.accepted(desk.accept(session, request));
    return patience.isZero()
        ? new Accepted(run.executionId(), ExecutionStatus.QUEUED)
        : told.after(run, patience, http.getRemoteAddr());
  }
}
