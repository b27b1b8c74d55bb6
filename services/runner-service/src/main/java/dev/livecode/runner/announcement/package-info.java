/** Tells the rest of Livecode what this runner has to offer. */
@NullMarked
package dev.livecode.runner.announcement;

import org.jspecify.annotations.NullMarked;
