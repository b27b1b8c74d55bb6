/** Asks the execution service how far runs are. */
@NullMarked
package dev.livecode.session.progress;

import org.jspecify.annotations.NullMarked;
