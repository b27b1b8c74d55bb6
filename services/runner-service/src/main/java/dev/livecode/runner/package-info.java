/**
 * Runs people's programs: takes requests from the queue, runs them in a sandbox, reports what
 * happened.
 */
@NullMarked
package dev.livecode.runner;

import org.jspecify.annotations.NullMarked;
