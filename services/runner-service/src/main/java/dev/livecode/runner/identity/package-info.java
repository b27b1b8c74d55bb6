/** The name under which one runner is known to others. */
@NullMarked
package dev.livecode.runner.identity;

import org.jspecify.annotations.NullMarked;
