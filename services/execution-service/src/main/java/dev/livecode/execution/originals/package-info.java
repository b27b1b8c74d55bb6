/** Answers what the session service needs to run something again. */
@NullMarked
package dev.livecode.execution.originals;

import org.jspecify.annotations.NullMarked;
