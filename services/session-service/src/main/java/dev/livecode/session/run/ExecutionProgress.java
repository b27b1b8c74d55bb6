package dev.livecode.session.run;

import java.util.UUID;

/** What clients can see of a run. */
@FunctionalInterface
public interface ExecutionProgress {

  /** How far a run is. */
  enum Stage {
    QUEUED,
    RUNNING,
    ENDED,
    /** Nobody can say now. */
    UNKNOWN
  }

  /** How far this run is, as clients can have seen. */
  Stage stage(UUID execution);
}
