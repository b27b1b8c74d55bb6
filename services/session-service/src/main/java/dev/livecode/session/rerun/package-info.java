/** Running again what was run before: one run, or an operator's batch and what differs in it. */
@NullMarked
package dev.livecode.session.rerun;

import org.jspecify.annotations.NullMarked;
