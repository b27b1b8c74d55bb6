package dev.livecode.runner.reporting;

import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import dev.livecode.contracts.StdinTaken;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.language.Ending;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts what happens to one attempt of a run into events. */
record Attempt(RunRequested run, UUID id, RunnerName runner) {

  static Attempt of(RunRequested run, RunnerName runner) {
    return new Attempt(run, UUID.randomUUID(), runner);
  }

  RunStarted started(Instant at) {
    return new RunStarted(
        run.executionId(),
        run.sessionId(),
        id,
        run.language(),
        runner.value(),
        run.acceptedAt(),
        at);
  }

  RunOutput output(Chunk chunk) {
    return new RunOutput(run.executionId(), id, chunk.stream(), chunk.offset(), chunk.data());
  }

  StdinTaken inputTaken(long bytes) {
    return new StdinTaken(run.executionId(), id, bytes);
  }

  RunFinished finished(
      Ending ending,
      StreamSummary stdout,
      StreamSummary stderr,
      @Nullable Instant startedAt,
      Instant finishedAt) {
    return new RunFinished(
        run.executionId(),
        run.sessionId(),
        id,
        run.language(),
        runner.value(),
        ending.outcome(),
        ending.exitCode(),
        ending.signal(),
        ending.usage(),
        stdout,
        stderr,
        run.acceptedAt(),
        startedAt,
        finishedAt);
  }

  /** The same fact, told as one of another attempt. */
  static RunEvent retold(RunEvent event, UUID id) {
    return switch (event) {
      case StdinTaken it -> new StdinTaken(it.executionId(), id, it.bytes());
      case RunStarted it ->
          new RunStarted(
              it.executionId(),
              it.sessionId(),
              id,
              it.language(),
              it.runner(),
              it.acceptedAt(),
              it.startedAt());
      case RunOutput it -> new RunOutput(it.executionId(), id, it.stream(), it.offset(), it.data());
      case RunFinished it -> retold(it, id);
      default -> event; // No attempt's.
    };
  }

  private static RunFinished retold(RunFinished it, UUID id) {
    return new RunFinished(
        it.executionId(),
        it.sessionId(),
        id,
        it.language(),
        it.runner(),
        it.outcome(),
        it.exitCode(),
        it.signal(),
        it.usage(),
        it.stdout(),
        it.stderr(),
        it.acceptedAt(),
        it.startedAt(),
        it.finishedAt());
  }
}
