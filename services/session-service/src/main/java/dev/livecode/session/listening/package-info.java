/** What the service hears from the log: which runs have finished, and what the runners have. */
@NullMarked
package dev.livecode.session.listening;

import org.jspecify.annotations.NullMarked;
