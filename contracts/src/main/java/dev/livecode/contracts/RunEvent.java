package dev.livecode.contracts;

import java.util.UUID;

/**
 * A fact about one run. The events of a run, in log order, are everything there is to know of it.
 */
public sealed interface RunEvent permits RunRequested, RunStarted, RunOutput, RunFinished {

  /** The run that this event is about; also its Kafka key and CloudEvents subject. */
  UUID executionId();
}
