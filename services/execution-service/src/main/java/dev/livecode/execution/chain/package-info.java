/** Whether log and archive are as they were written. */
@NullMarked
package dev.livecode.execution.chain;

import org.jspecify.annotations.NullMarked;
