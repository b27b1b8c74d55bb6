package dev.livecode.execution.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.livecode.contracts.internal.IssuedRun;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the runs that were asked for last. A client that polls a waiting run then costs the
 * register one question, and gets its answers although the register may have gone away since.
 */
final class RememberedIssuedRuns implements IssuedRuns {

  private static final int CAPACITY = 10_000;

  private final IssuedRuns register;
  private final Cache<UUID, @Nullable IssuedRun> remembered =
      Caffeine.newBuilder().maximumSize(CAPACITY).build();

  RememberedIssuedRuns(IssuedRuns register) {
    this.register = register;
  }

  @Override
  public Optional<IssuedRun> find(UUID executionId) {
    return Optional.ofNullable(remembered.get(executionId, it -> register.find(it).orElse(null)));
  }
}
