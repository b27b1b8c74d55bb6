/** How accepted runs reach Kafka: a table, and what carries its rows over. */
@NullMarked
package dev.livecode.session.outbox;

import org.jspecify.annotations.NullMarked;
