package dev.livecode.execution.query;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.execution.projection.Executions;
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

  @GetMapping("/internal/executions/{execution_id}")
  ResponseEntity<?> execution(@PathVariable("execution_id") String id) {
    return executions
        .find(ExecutionId.of(id))
        .map(view -> new StatusAnswer(view.executionId(), view.status()))
        .<ResponseEntity<?>>map(
            answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer))
        .orElseGet(ErrorAnswer.EXECUTION_NOT_FOUND::toResponse);
  }

  /** Where a run stands. */
  record StatusAnswer(UUID executionId, ExecutionStatus status) {}
}
