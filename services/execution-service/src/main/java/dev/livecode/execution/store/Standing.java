package dev.livecode.execution.store;

import dev.livecode.execution.archive.HashChain;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition stands.
 *
 * @param next the offset that comes next
 * @param hash of the record before it, see {@link HashChain}; null when the archive was begun
 *     before there were hashes: only a replay gives it all of them
 */
record Standing(long next, @Nullable String hash) {

  /** Before the first record. */
  static final Standing BEGINNING = new Standing(0, HashChain.BEGINNING);

  /** Behind the record. */
  Standing after(LogRecord record) {
    return new Standing(
        record.raw().offset() + 1, hash == null ? null : HashChain.next(hash, record.raw()));
  }
}
