package dev.livecode.execution.query;

import dev.livecode.execution.projection.Executions;
import dev.livecode.execution.view.Attempt;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Finds a run for a client that may have been given its id this very moment.
 *
 * <p>On a miss it does not wait for the projection: the register knows every id before a client
 * does, so it is asked at once, and an id that it knows is queued. That answers in a few
 * milliseconds, also while the log is away, and lets nobody hold a connection with made-up ids.
 */
@Service
class FindExecution {

  private final Executions executions;
  private final IssuedRuns register;

  FindExecution(Executions executions, IssuedRuns register) {
    this.executions = executions;
    this.register = register;
  }

  /**
   * The run; empty when its id was never issued.
   *
   * @throws RegisterUnavailableException when the view does not know it and nobody else can say
   */
  Optional<ExecutionAnswer> find(UUID executionId) {
    Optional<ExecutionView> view = executions.find(executionId);
    return view.isPresent() ? view.map(this::answer) : askRegister(executionId);
  }

  private Optional<ExecutionAnswer> askRegister(UUID executionId) {
    try {
      return register.find(executionId).map(ExecutionAnswer::queued);
    } catch (RegisterUnavailableException e) {
      // Meanwhile the projection may have got there.
      return Optional.of(executions.find(executionId).map(this::answer).orElseThrow(() -> e));
    }
  }

  private ExecutionAnswer answer(ExecutionView view) {
    Attempt attempt = view.attempt();
    Ending ending = view.ending();
    if (ending == null) {
      return ExecutionAnswer.open(view);
    }
    return ExecutionAnswer.ended(
        view,
        ending,
        attempt == null ? Map.of() : executions.output(view.executionId(), attempt.id()));
  }
}
