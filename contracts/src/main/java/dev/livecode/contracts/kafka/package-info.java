/** How events travel through Kafka: topics, sizes and records. */
@NullMarked
package dev.livecode.contracts.kafka;

import org.jspecify.annotations.NullMarked;
