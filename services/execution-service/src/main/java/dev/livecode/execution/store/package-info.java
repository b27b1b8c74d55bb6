/** The tables: written in one transaction for each batch of records, and read by whoever asks. */
@NullMarked
package dev.livecode.execution.store;

import org.jspecify.annotations.NullMarked;
