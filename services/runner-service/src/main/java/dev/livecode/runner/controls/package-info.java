/**
 * Hears what is asked of runs that were accepted: their ends, and what somebody types into them.
 */
@NullMarked
package dev.livecode.runner.controls;

import org.jspecify.annotations.NullMarked;
