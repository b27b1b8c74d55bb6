/** Tells the world through Kafka what a run does, and makes sure that it was told. */
@NullMarked
package dev.livecode.runner.reporting;

import org.jspecify.annotations.NullMarked;
