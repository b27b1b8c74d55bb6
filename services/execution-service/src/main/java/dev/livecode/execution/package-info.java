/** The execution service: what clients see of a run, and the archive of its events. */
@NullMarked
package dev.livecode.execution;

import org.jspecify.annotations.NullMarked;
