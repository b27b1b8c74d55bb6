/** Answers what was: the events of a run, the runs of a session, and what an operator asks. */
@NullMarked
package dev.livecode.execution.audit;

import org.jspecify.annotations.NullMarked;
