/** Reads both topics, and has every record written to the tables that are read. */
@NullMarked
package dev.livecode.execution.projection;

import org.jspecify.annotations.NullMarked;
