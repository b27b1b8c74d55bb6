/** Tells a client of a run as it happens, and goes on where it was cut off. */
@NullMarked
package dev.livecode.execution.stream;

import org.jspecify.annotations.NullMarked;
