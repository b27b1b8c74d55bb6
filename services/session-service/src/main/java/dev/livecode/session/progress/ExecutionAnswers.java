package dev.livecode.session.progress;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What clients are told of runs. */
@FunctionalInterface
public interface ExecutionAnswers {

  /**
   * What the execution service answers when it is asked for this run, at the latest after this time
   * even where the run has not ended; empty when it can't be asked.
   *
   * @param address for which client, whose waits are counted there
   */
  Optional<JsonNode> of(UUID execution, Duration wait, String address);
}
