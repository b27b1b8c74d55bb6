package dev.livecode.execution.query;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The public call. */
@RestController
class ExecutionController {

  private final FindExecution find;

  ExecutionController(FindExecution find) {
    this.find = find;
  }

  @GetMapping("/executions/{execution_id}")
  ResponseEntity<?> execution(@PathVariable("execution_id") String id) {
    return find.find(ExecutionId.of(id))
        .<ResponseEntity<?>>map(
            answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer))
        .orElseGet(ErrorAnswer.EXECUTION_NOT_FOUND::toResponse);
  }
}
