/** How far the view is behind the log, for whoever watches over the service. */
@NullMarked
package dev.livecode.execution.lag;

import org.jspecify.annotations.NullMarked;
