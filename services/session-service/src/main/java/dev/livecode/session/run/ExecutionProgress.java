package dev.livecode.session.run;

import java.util.UUID;

/** What clients can see of a run. */
@FunctionalInterface
interface ExecutionProgress {

  /**
   * Whether clients can have seen this run end.
   *
   * @throws dev.livecode.errors.RefusedException 503 when that can't be found out
   */
  boolean hasEnded(UUID execution);
}
