package dev.livecode.session.web;

import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.session.antispam.Exceeded;
import dev.livecode.session.run.RunAnswer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refusals of runs, in the words of the contract. */
final class RunAnswers {

  /** The accepted run. */
  static IssuedRun accepted(RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Accepted(IssuedRun run) -> run;
      case RunAnswer.NoExecution() -> throw RefusedException.because(Problem.EXECUTION_NOT_FOUND);
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

  private RunAnswers() {}
}
