package dev.livecode.execution.audit;

import java.util.List;
import java.util.UUID;

/**
 * A piece of a run's history, to be written.
 *
 * @param nextCursor where it goes on, now or later
 * @param more whether there is more now
 */
record History<E>(UUID executionId, List<E> events, String nextCursor, boolean more) {}
