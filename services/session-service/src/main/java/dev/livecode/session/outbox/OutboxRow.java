package dev.livecode.session.outbox;

import dev.livecode.contracts.EncodedEvent;

/** An event that Kafka has not confirmed yet. */
record OutboxRow(long id, String topic, EncodedEvent event) {}
