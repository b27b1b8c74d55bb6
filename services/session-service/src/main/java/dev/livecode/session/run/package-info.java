/** Asking for runs: one accepted run per session, recorded so that none is lost. */
@NullMarked
package dev.livecode.session.run;

import org.jspecify.annotations.NullMarked;
