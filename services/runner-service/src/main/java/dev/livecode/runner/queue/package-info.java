/** The queue: what is taken from it, how long it is held, and how each request ends. */
@NullMarked
package dev.livecode.runner.queue;

import org.jspecify.annotations.NullMarked;
