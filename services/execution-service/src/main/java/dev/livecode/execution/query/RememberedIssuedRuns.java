package dev.livecode.execution.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers the runs that were asked for last. A client that polls a waiting run then costs the
 * register one question, and gets its answers although the register may have gone away since.
 */
final class RememberedIssuedRuns implements IssuedRuns {

  private static final int CAPACITY = 10_000;

  private final IssuedRuns register;
  private final Map<UUID, IssuedRun> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, IssuedRun> eldest) {
              return size() > CAPACITY;
            }
          });

  RememberedIssuedRuns(IssuedRuns register) {
    this.register = register;
  }

  @Override
  public Optional<IssuedRun> find(UUID executionId) {
    IssuedRun known = remembered.get(executionId);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<IssuedRun> found = register.find(executionId);
    found.ifPresent(run -> remembered.put(executionId, run));
    return found;
  }
}
