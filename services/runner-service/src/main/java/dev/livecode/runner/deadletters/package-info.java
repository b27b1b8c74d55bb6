/** What no runner could process: how it ends, how an operator sees it and runs it again. */
@NullMarked
package dev.livecode.runner.deadletters;

import org.jspecify.annotations.NullMarked;
