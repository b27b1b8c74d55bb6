package dev.livecode.session.web;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.session.control.CancelDesk;
import dev.livecode.session.progress.ExecutionAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;

/** Runs as {@code GET /executions/{id}} shows them: accepted ones are shown whatever is away. */
@Component
class ToldExecutions {

  private static final Logger log = LoggerFactory.getLogger(ToldExecutions.class);

  /** What is certain without the execution service. */
  record Queued(
      UUID executionId,
      ExecutionStatus status,
      Instant createdAt,
      UUID sessionId,
      String language) {}

  private final ExecutionAnswers answers;
  private final CancelDesk cancels;

  ToldExecutions(ExecutionAnswers answers, CancelDesk cancels) {
    this.answers = answers;
    this.cancels = cancels;
  }

  /** The run once it has ended, or as it stands after this time. */
  Object after(IssuedRun run, Duration wait, String address) {
    Optional<JsonNode> answer = answers.of(run.executionId(), wait, address);
    if (answer.filter(ToldExecutions::hasEnded).isPresent()) {
      release(run.executionId());
    }
    return answer.<Object>map(it -> it).orElseGet(() -> queued(run));
  }

  /** Whoever runs next asks again: nobody is told of an accepted run that it failed. */
  private void release(UUID execution) {
    try {
      cancels.ended(execution);
    } catch (DataAccessException | TransactionException e) {
      log.warn("Execution {}: its session is released later: {}", execution, e.toString());
    }
  }

  private static boolean hasEnded(JsonNode answer) {
    return ExecutionStatus.valueOf(answer.path("status").asString()).isTerminal();
  }

  private static Queued queued(IssuedRun run) {
    return new Queued(
        run.executionId(),
        ExecutionStatus.QUEUED,
        run.acceptedAt(),
        run.sessionId(),
        run.language());
  }
}
