/** Containers made ahead, lent, made ready again and removed. */
@NullMarked
package dev.livecode.runner.sandbox.pool;

import org.jspecify.annotations.NullMarked;
