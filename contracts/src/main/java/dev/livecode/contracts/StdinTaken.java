package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * The program's pipe has taken typed input: there is room for more.
 *
 * @param bytes of all typed input, taken by this attempt so far
 */
@EventType("dev.livecode.run.stdin-taken.v1")
public record StdinTaken(UUID executionId, UUID attemptId, long bytes) implements RunEvent {

  public StdinTaken {
    requireNonNull(executionId, "execution_id");
    requireNonNull(attemptId, "attempt_id");
  }
}
