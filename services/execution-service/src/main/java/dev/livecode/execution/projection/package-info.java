/**
 * Carries the events from Kafka into Postgres: the view, the output and the archive, with the
 * offsets in the same transaction.
 */
@NullMarked
package dev.livecode.execution.projection;

import org.jspecify.annotations.NullMarked;
