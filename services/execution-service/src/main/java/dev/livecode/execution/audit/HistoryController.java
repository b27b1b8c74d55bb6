package dev.livecode.execution.audit;

import dev.livecode.execution.query.ExecutionAnswer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public calls: the events of a run, and the runs of a session. */
@RestController
class HistoryController {

  private final ReadHistory histories;
  private final StoredRuns runs;

  HistoryController(ReadHistory histories, StoredRuns runs) {
    this.histories = histories;
    this.runs = runs;
  }

  @GetMapping("/executions/{execution_id}/events")
  ResponseEntity<History<ToldEvent>> events(
      @PathVariable("execution_id") UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String data) {
    boolean withText = Parameters.data(data);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(histories.read(id, cursor, limit, it -> ToldEvent.of(it, withText)));
  }

  @GetMapping("/code-sessions/{session_id}/executions")
  ResponseEntity<RunList<ExecutionAnswer>> executions(
      @PathVariable("session_id") UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String limit) {
    RunPage page =
        runs.ofSession(
            id,
            RunCursor.parse(cursor),
            Parameters.limit(limit, RunPage.USUAL_RUNS, RunPage.MOST_RUNS));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(RunList.of(id, page, ExecutionAnswer::withoutOutput));
  }
}
