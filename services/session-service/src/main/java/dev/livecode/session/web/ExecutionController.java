package dev.livecode.session.web;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.session.control.CancelDesk;
import dev.livecode.session.control.Input;
import dev.livecode.session.control.InputDesk;
import dev.livecode.session.control.Typing;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The calls about a run that change it: its end, and what is typed into it. */
@RestController
class ExecutionController {

  /** Long enough for nearly every run that is cancelled to have ended in the answer. */
  private static final Duration KILL = Duration.ofSeconds(1);

  record Given(UUID executionId, long sequence) {}

  private final CancelDesk cancels;
  private final InputDesk inputs;
  private final ToldExecutions told;

  ExecutionController(CancelDesk cancels, InputDesk inputs, ToldExecutions told) {
    this.cancels = cancels;
    this.inputs = inputs;
    this.told = told;
  }

  @DeleteMapping("/executions/{execution_id}")
  Object cancel(@PathVariable("execution_id") UUID id, HttpServletRequest http) {
    IssuedRun run = cancels.cancel(id).orElseThrow(ExecutionController::notFound);
    return told.after(run, KILL, http.getRemoteAddr());
  }

  @PostMapping("/executions/{execution_id}/stdin")
  Given give(
      @PathVariable("execution_id") UUID id, @RequestBody(required = false) @Nullable Input body) {
    Input input = body == null ? new Input(null, false, null) : body;
    require(input);
    return switch (inputs.give(id, input)) {
      case Typing.Given(long sequence) -> new Given(id, sequence);
      case Typing.NoExecution() -> throw notFound();
      case Typing.Ended() -> throw RefusedException.because(Problem.EXECUTION_ENDED);
      case Typing.NotInteractive(String detail) ->
          throw RefusedException.because(Problem.NOT_INTERACTIVE, detail);
      case Typing.Full() ->
          throw RefusedException.because(
              Problem.STDIN_FULL, "At most " + ContentLimits.INPUT_BYTES + " bytes may wait");
      case Typing.Unavailable(String detail) -> throw RefusedException.unavailable(detail);
      case Typing.TooOften(var limit) ->
          throw RefusedException.until(
              Problem.TOO_MANY_REQUESTS, limit.retryAfter(), limit.details());
    };
  }

  private static void require(Input input) {
    var violations = new Violations();
    violations.require(!input.text().isEmpty() || input.end(), "text or end is required");
    violations.require(
        input.sequence() == null || input.sequence() > 0, "sequence must be at least 1");
    violations.requireLegal("text", input.text(), ContentLimits.INPUT_BYTES);
    violations.refuseIfAny();
  }

  private static RefusedException notFound() {
    return RefusedException.because(Problem.EXECUTION_NOT_FOUND);
  }
}
