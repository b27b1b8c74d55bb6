package dev.livecode.execution.query;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The public call. */
@RestController
class ExecutionController {

  private static final Logger log = LoggerFactory.getLogger(ExecutionController.class);

  private final FindExecution find;

  ExecutionController(FindExecution find) {
    this.find = find;
  }

  @GetMapping("/executions/{execution_id}")
  ResponseEntity<ExecutionAnswer> execution(@PathVariable("execution_id") UUID id) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer(id));
  }

  private ExecutionAnswer answer(UUID id) {
    try {
      return find.find(id).orElseThrow(() -> RefusedException.because(Problem.EXECUTION_NOT_FOUND));
    } catch (RegisterUnavailableException e) {
      log.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
      throw RefusedException.unavailable("The register of runs can't be reached");
    }
  }
}
