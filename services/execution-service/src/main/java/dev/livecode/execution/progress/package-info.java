/** How far the view is behind the log, for whoever waits until it has something. */
@NullMarked
package dev.livecode.execution.progress;

import org.jspecify.annotations.NullMarked;
