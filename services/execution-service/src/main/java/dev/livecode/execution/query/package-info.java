/** Answers what clients and the session service ask about runs. */
@NullMarked
package dev.livecode.execution.query;

import org.jspecify.annotations.NullMarked;
