package dev.livecode.execution.query;

import dev.livecode.errors.WaitTime;
import dev.livecode.execution.live.Turns;
import dev.livecode.execution.store.Executions;
import dev.livecode.execution.view.Ending;
import dev.livecode.execution.view.ExecutionView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public call. */
@RestController
class ExecutionController {

  private final FindExecution find;
  private final AwaitEnd end;
  private final Executions executions;
  private final Turns turns;

  ExecutionController(FindExecution find, AwaitEnd end, Executions executions, Turns turns) {
    this.find = find;
    this.end = end;
    this.executions = executions;
    this.turns = turns;
  }

  @GetMapping("/executions/{execution_id}")
  ResponseEntity<ExecutionAnswer> execution(
      @PathVariable("execution_id") UUID id,
      @RequestParam(name = "wait", required = false) @Nullable String wait,
      HttpServletRequest request) {
    Duration time = WaitTime.of(wait);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(time.isZero() ? answer(find.find(id)) : answer(id, time, request.getRemoteAddr()));
  }

  private ExecutionAnswer answer(UUID id, Duration time, String address) {
    ExecutionView view = end.await(id, time, address);
    return turns.read(() -> answer(view));
  }

  private ExecutionAnswer answer(ExecutionView view) {
    Ending ending = view.ending();
    UUID attempt = view.attemptId();
    return ending == null
        ? ExecutionAnswer.withoutOutput(view)
        : ExecutionAnswer.ended(
            view,
            ending,
            attempt == null ? Map.of() : executions.output(view.executionId(), attempt));
  }
}
