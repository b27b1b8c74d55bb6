/** The queue: what is taken from it, how long it is held, and how each request ends. */
@NullMarked
package dev.livecode.runner.work;

import org.jspecify.annotations.NullMarked;
