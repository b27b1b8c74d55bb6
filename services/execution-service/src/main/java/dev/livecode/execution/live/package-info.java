/** The hub: hears the log once, for all who wait for the end of a run or watch it. */
@NullMarked
package dev.livecode.execution.live;

import org.jspecify.annotations.NullMarked;
