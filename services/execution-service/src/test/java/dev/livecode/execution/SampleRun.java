package dev.livecode.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.OutputStreamName;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A run with ids of its own, and the events that can happen to it. */
public record SampleRun(UUID id, UUID session, Instant acceptedAt) {

  public static SampleRun create() {
    return new SampleRun(
        UUID.randomUUID(), UUID.randomUUID(), Instant.parse("2026-11-01T09:30:00.120Z"));
  }

  public RunRequested requested() {
    return requested("print('Hello World')");
  }

  public RunRequested requested(String source) {
    return new RunRequested(
        id,
        session,
        null,
        "python",
        source,
        "",
        List.of(),
        new RunLimits(5_000, 5_000, 134_217_728, 1_048_576),
        false,
        acceptedAt);
  }

  public RunStarted started(UUID attempt) {
    return started(attempt, "runner-1", 100);
  }

  public RunStarted started(UUID attempt, String runner, int afterMs) {
    return new RunStarted(
        id, session, attempt, "python", runner, acceptedAt, acceptedAt.plusMillis(afterMs));
  }

  public CancelRequested cancelRequested() {
    return new CancelRequested(id, session, "python", acceptedAt, acceptedAt.plusMillis(50));
  }

  public RunOutput stdout(UUID attempt, long offset, String text) {
    return stdout(attempt, offset, text.getBytes(UTF_8));
  }

  public RunOutput stdout(UUID attempt, long offset, byte[] data) {
    return new RunOutput(id, attempt, OutputStreamName.STDOUT, offset, data);
  }

  public RunOutput stderr(UUID attempt, long offset, String text) {
    return stderr(attempt, offset, text.getBytes(UTF_8));
  }

  public RunOutput stderr(UUID attempt, long offset, byte[] data) {
    return new RunOutput(id, attempt, OutputStreamName.STDERR, offset, data);
  }

  public RunFinished completed(UUID attempt) {
    return finished(attempt, Outcome.COMPLETED, 0);
  }

  public RunFinished finished(UUID attempt, Outcome outcome, int exitCode) {
    return new RunFinished(
        id,
        session,
        attempt,
        "python",
        "runner-1",
        outcome,
        exitCode,
        null,
        new RunUsage(12, 10, 9_437_184),
        new StreamSummary(12, false),
        new StreamSummary(0, false),
        acceptedAt,
        acceptedAt.plusMillis(100),
        acceptedAt.plusMillis(112));
  }
}
