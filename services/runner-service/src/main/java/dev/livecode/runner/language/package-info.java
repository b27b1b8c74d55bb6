/** Turns a request into a sandbox job, and a sandbox's report into an outcome. */
@NullMarked
package dev.livecode.runner.language;

import org.jspecify.annotations.NullMarked;
