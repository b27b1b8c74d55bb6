package dev.livecode.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One event of each type, every field set. */
final class Samples {

  static final UUID EXECUTION = UUID.fromString("0192f0c1-7a00-7000-8000-000000000001");
  static final UUID SESSION = UUID.fromString("0192f0c1-7a00-7000-8000-000000000002");
  static final UUID ATTEMPT = UUID.fromString("0192f0c1-7a00-7000-8000-000000000003");
  static final UUID EVENT = UUID.fromString("0192f0c1-7a00-7000-8000-000000000004");
  static final UUID ORIGIN = UUID.fromString("0192f0c1-7a00-7000-8000-000000000005");
  static final Instant TIME = Instant.parse("2026-11-01T09:30:00.120Z");

  static RunRequested requested() {
    return new RunRequested(
        EXECUTION,
        SESSION,
        null,
        "python",
        "print('Hello World')\n\0😀",
        "in\0put",
        List.of("one", "two words"),
        new RunLimits(5_000, 5_000, 134_217_728, 1_048_576),
        true,
        TIME,
        ORIGIN);
  }

  static RunStarted started() {
    return new RunStarted(EXECUTION, SESSION, ATTEMPT, "python", "runner-1", TIME, TIME);
  }

  static RunOutput output() {
    return new RunOutput(
        EXECUTION, ATTEMPT, OutputStreamName.STDOUT, 6, new byte[] {0, (byte) 0xff, 'a'});
  }

  static RunFinished finished() {
    return new RunFinished(
        EXECUTION,
        SESSION,
        ATTEMPT,
        "python",
        "runner-1",
        Outcome.NON_ZERO_EXIT,
        3,
        null,
        new RunUsage(12, 10, 9_437_184),
        new StreamSummary(9, false),
        new StreamSummary(2_000_000, true),
        TIME,
        TIME,
        TIME.plusMillis(12));
  }

  static CancelRequested cancelRequested() {
    return new CancelRequested(EXECUTION, SESSION, "python", TIME, TIME.plusMillis(5));
  }

  static StdinGiven stdinGiven() {
    return new StdinGiven(EXECUTION, 1, "Ada\n\0😀", true, TIME);
  }

  static StdinTaken stdinTaken() {
    return new StdinTaken(EXECUTION, ATTEMPT, 4);
  }

  static List<RunEvent> all() {
    return List.of(
        requested(),
        started(),
        output(),
        finished(),
        cancelRequested(),
        stdinGiven(),
        stdinTaken());
  }

  static EventEnvelope envelope(RunEvent event) {
    return new EventEnvelope(EVENT, "/test", TIME, event);
  }

  private Samples() {}
}
