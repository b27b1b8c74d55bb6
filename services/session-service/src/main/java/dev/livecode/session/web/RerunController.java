package dev.livecode.session.web;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.errors.WaitTime;
import dev.livecode.session.rerun.RerunDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The call that runs something again. */
@RestController
class RerunController {

  record Accepted(UUID executionId, ExecutionStatus status, UUID origin) {}

  private final RerunDesk desk;
  private final ToldExecutions told;
  private final JsonMapper json;

  RerunController(RerunDesk desk, ToldExecutions told, JsonMapper json) {
    this.desk = desk;
    this.told = told;
    this.json = json;
  }

  @PostMapping("/executions/{execution_id}/rerun")
  Object rerun(
      @PathVariable("execution_id") UUID origin,
      @RequestParam(name = "wait", required = false) @Nullable String wait,
      HttpServletRequest http) {
    Duration patience = WaitTime.of(wait);
    IssuedRun run = RunAnswers.accepted(desk.accept(origin));
    return patience.isZero()
        ? new Accepted(run.executionId(), ExecutionStatus.QUEUED, origin)
        : withOrigin(told.after(run, patience, http.getRemoteAddr()), origin);
  }

  private ObjectNode withOrigin(Object execution, UUID origin) {
    return json.<ObjectNode>valueToTree(execution).put("origin", origin.toString());
  }
}
