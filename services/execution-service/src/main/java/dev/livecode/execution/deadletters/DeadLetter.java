package dev.livecode.execution.deadletters;

import org.jspecify.annotations.Nullable;

/**
 * A record that is no event; what is null is not written.
 *
 * @param timestampMs Kafka's, in ms since the epoch
 * @param type of event that it says that it is
 * @param reason why it is none
 * @param bytes how long its value is
 * @param key as text; only where contents are asked for
 * @param data its value, in base64; only where contents are asked for
 */
@SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
record DeadLetter(
    String topic,
    int partition,
    long offset,
    @Nullable Long timestampMs,
    @Nullable String type,
    String reason,
    long bytes,
    @Nullable String key,
    byte @Nullable [] data) {}
