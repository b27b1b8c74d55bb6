/** How accepted runs reach Kafka and how finished ones release their session. */
@NullMarked
package dev.livecode.session.run.kafka;

import org.jspecify.annotations.NullMarked;
