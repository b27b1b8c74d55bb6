package dev.livecode.execution.query;

import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.execution.live.Turns;
import dev.livecode.execution.store.Executions;
import dev.livecode.execution.view.ExecutionView;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Finds a run for a client that may have been given its id this very moment.
 *
 * <p>On a miss it does not wait for the projection: the register knows every id before a client
 * does, so it is asked at once, and an id that it knows is queued. That answers in a few
 * milliseconds, also while the log is away, and lets nobody hold a connection with made-up ids.
 */
@Service
public class FindExecution {

  private static final Logger log = LoggerFactory.getLogger(FindExecution.class);

  private final Executions executions;
  private final IssuedRuns register;
  private final Turns turns;

  FindExecution(Executions executions, IssuedRuns register, Turns turns) {
    this.executions = executions;
    this.register = register;
    this.turns = turns;
  }

  /**
   * What is known of the run.
   *
   * @throws RefusedException when its id was never issued, or when the view does not know it and
   *     nobody else can say
   */
  public ExecutionView find(UUID executionId) {
    return known(executionId, executions.find(executionId));
  }

  /**
   * The same for those who wait or watch: they read the view in turn. Nobody holds a turn while the
   * register is asked, which may take its time to answer.
   */
  public ExecutionView findInTurn(UUID executionId) {
    return known(executionId, turns.read(() -> executions.find(executionId)));
  }

  private ExecutionView known(UUID executionId, Optional<ExecutionView> view) {
    return view.or(() -> askRegister(executionId))
        .orElseThrow(() -> RefusedException.because(Problem.EXECUTION_NOT_FOUND));
  }

  private Optional<ExecutionView> askRegister(UUID executionId) {
    try {
      return register.find(executionId).map(FindExecution::queued);
    } catch (RegisterUnavailableException e) {
      // Meanwhile the projection may have got there.
      Optional<ExecutionView> view = executions.find(executionId);
      if (view.isPresent()) {
        return view;
      }
      log.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
      throw RefusedException.unavailable("The register of runs can't be reached");
    }
  }

  private static ExecutionView queued(IssuedRun run) {
    return new ExecutionView(
        run.executionId(), run.sessionId(), run.language(), run.acceptedAt(), null, null);
  }
}
