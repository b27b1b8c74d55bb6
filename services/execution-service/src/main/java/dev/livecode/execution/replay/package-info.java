/** Makes view and archive anew from the log, beside those that are read meanwhile. */
@NullMarked
package dev.livecode.execution.replay;

import org.jspecify.annotations.NullMarked;
