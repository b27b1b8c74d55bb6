/** Kafka, PostgreSQL and Redis from Maven artifacts: real servers where no image can be pulled. */
@NullMarked
package dev.livecode.embedded;

import org.jspecify.annotations.NullMarked;
