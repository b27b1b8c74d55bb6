package dev.livecode.execution.replay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay of the log, as operators see it; what is null is not written.
 *
 * @param verify whether it only compares
 * @param rateLimit at most so many records a second; null for no limit
 * @param reason why it waits or failed
 * @param recordsRead so far
 * @param recordsInLog that the view had when it was last asked; null before
 * @param recordsPerSecond lately
 * @param secondsLeft an estimate; null when there is none
 * @param differences that a verification found; null before its end
 */
record Replay(
    UUID id,
    ReplayState state,
    boolean verify,
    @Nullable Integer rateLimit,
    Instant requestedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    long recordsRead,
    @Nullable Long recordsInLog,
    @Nullable Double recordsPerSecond,
    @Nullable Long secondsLeft,
    @Nullable Long differences) {}
