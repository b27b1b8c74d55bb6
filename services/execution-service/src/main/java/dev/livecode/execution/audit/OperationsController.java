package dev.livecode.execution.audit;

import dev.livecode.contracts.ExecutionStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask. The edge routes nothing here. */
@RestController
@RequestMapping("/operations/executions")
class OperationsController {

  private final ReadHistory histories;
  private final StoredRuns runs;
  private final AskState states;

  OperationsController(ReadHistory histories, StoredRuns runs, AskState states) {
    this.histories = histories;
    this.runs = runs;
    this.states = states;
  }

  @GetMapping("/{execution_id}/events")
  ResponseEntity<History<OperatedEvent>> events(
      @PathVariable("execution_id") UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String data) {
    boolean withData = Parameters.data(data);
    return answer(histories.read(id, cursor, limit, it -> OperatedEvent.of(it, withData)));
  }

  @GetMapping("/{execution_id}")
  ResponseEntity<StateThen> state(
      @PathVariable("execution_id") UUID id,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String position) {
    return answer(
        states.ask(id, new Until(Parameters.position(position), Parameters.time("at", at))));
  }

  @GetMapping
  ResponseEntity<RunList<OperatedExecution>> executions(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String language,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String runner,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String limit) {
    var filter =
        new RunFilter(
            Parameters.time("from", from),
            Parameters.time("to", to),
            Parameters.word("language", language),
            Parameters.oneOf("status", status, List.of(ExecutionStatus.values())),
            Parameters.oneOf("reason", reason, RunFilter.REASONS),
            Parameters.word("runner", runner));
    int most = Parameters.limit(limit, RunPage.USUAL_RUNS, RunPage.MOST_RUNS);
    RunPage page = runs.matching(filter, RunCursor.parse(cursor), most);
    return answer(RunList.of(null, page, OperatedExecution::of));
  }

  private static <T> ResponseEntity<T> answer(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
