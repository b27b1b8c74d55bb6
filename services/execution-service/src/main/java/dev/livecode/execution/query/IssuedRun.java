package dev.livecode.execution.query;

import java.time.Instant;
import java.util.UUID;

/** A run that was accepted, as its register says; never changes. */
record IssuedRun(UUID executionId, UUID sessionId, String language, Instant acceptedAt) {}
