package dev.livecode.execution.query;

import dev.livecode.contracts.internal.IssuedRun;
import java.util.Optional;
import java.util.UUID;

/** The register of all execution ids that were ever handed out. */
interface IssuedRuns {

  /**
   * The run with this id; empty when the id was never issued.
   *
   * @throws RegisterUnavailableException when nobody can say
   */
  Optional<IssuedRun> find(UUID executionId);
}
