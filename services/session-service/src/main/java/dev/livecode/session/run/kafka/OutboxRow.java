package dev.livecode.session.run.kafka;

import dev.livecode.contracts.EncodedEvent;

/** An event that Kafka has not confirmed yet. */
record OutboxRow(long id, String topic, EncodedEvent event) {}
