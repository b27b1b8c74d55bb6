/** Sandboxes as parked Docker containers whose first process takes one job. */
@NullMarked
package dev.livecode.runner.sandbox.docker;

import org.jspecify.annotations.NullMarked;
