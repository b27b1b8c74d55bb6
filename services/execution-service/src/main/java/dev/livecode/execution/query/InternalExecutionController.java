package dev.livecode.execution.query;

import dev.livecode.contracts.internal.ViewedRun;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.execution.store.Executions;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the session service asks when a session seems busy. Answers from the view alone: were the
 * register asked here too, the two services would ask each other in a circle.
 */
@RestController
class InternalExecutionController {

  private final Executions executions;

  InternalExecutionController(Executions executions) {
    this.executions = executions;
  }

  @GetMapping(ViewedRun.PATH)
  ResponseEntity<ViewedRun> execution(@PathVariable("execution_id") UUID id) {
    return executions
        .find(id)
        .map(view -> new ViewedRun(view.executionId(), view.status()))
        .map(run -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(run))
        .orElseThrow(() -> RefusedException.because(Problem.EXECUTION_NOT_FOUND));
  }
}
