package dev.livecode.contracts;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A fact about one run. The events of a run, in log order, are everything there is to know of it.
 */
public sealed interface RunEvent
    permits RunRequested,
        RunStarted,
        RunOutput,
        RunFinished,
        CancelRequested,
        StdinGiven,
        StdinTaken {

  /** The run that this event is about; also its Kafka key and CloudEvents subject. */
  UUID executionId();

  /** Every time that the event's data tells. */
  default Stream<Instant> times() {
    return Stream.empty();
  }
}
