package dev.livecode.session.web;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.errors.WaitTime;
import dev.livecode.session.antispam.Exceeded;
import dev.livecode.session.run.RunAnswer;
import dev.livecode.session.run.RunDesk;
import dev.livecode.session.run.RunRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
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
    return switch (desk.accept(session, request)) {
      case RunAnswer.Accepted(IssuedRun run) ->
          patience.isZero()
              ? new Accepted(run.executionId(), ExecutionStatus.QUEUED)
              : told.after(run, patience, http.getRemoteAddr());
      case RunAnswer.NoSession() -> throw RefusedException.because(Problem.SESSION_NOT_FOUND);
      case RunAnswer.NoLanguage(String language) ->
          throw RefusedException.because(
              Problem.VALIDATION_ERROR, "Language " + language + " is not offered any more");
      case RunAnswer.LimitsTooWide(List<String> details) -> throw RefusedException.invalid(details);
      case RunAnswer.Inactive() -> throw RefusedException.because(Problem.SESSION_INACTIVE);
      case RunAnswer.Busy(UUID execution) -> throw busy(execution);
      case RunAnswer.TooOften(Exceeded limit) ->
          throw RefusedException.until(Problem.TOO_MANY_RUNS, limit.retryAfter(), limit.details());
      case RunAnswer.Unavailable(String detail) -> throw RefusedException.unavailable(detail);
    };
  }

  private static RefusedException busy(@Nullable UUID execution) {
    return execution == null
        ? RefusedException.because(Problem.RUN_IN_PROGRESS)
        : RefusedException.because(
            Problem.RUN_IN_PROGRESS, "Execution " + execution + " has not ended");
  }
}
