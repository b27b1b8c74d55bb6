package dev.livecode.runner.reporting;

import dev.livecode.contracts.OutputStreamName;

/** A piece of one stream, ready to be told. */
@SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
record Chunk(OutputStreamName stream, long offset, byte[] data) {}
