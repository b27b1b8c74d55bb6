package dev.livecode.runner.reporting;

import dev.livecode.contracts.OutputStreamName;
import dev.livecode.runner.language.Ending;
import java.time.Instant;

/** What the thread that runs a program leaves for the one that tells of it. */
sealed interface Note {

  /** The program was handed over. */
  record Started(Instant at) implements Note {}

  /** It wrote something. */
  @SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
  record Output(OutputStreamName stream, byte[] bytes) implements Note {}

  /** It has taken so many bytes of what was typed, in all. */
  record Taken(long bytes) implements Note {}

  /** It ended. */
  record Finished(Ending ending, Instant at) implements Note {}
}
