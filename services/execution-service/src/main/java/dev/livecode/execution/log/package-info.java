/** The log, to be read apart from the projection. */
@NullMarked
package dev.livecode.execution.log;

import org.jspecify.annotations.NullMarked;
