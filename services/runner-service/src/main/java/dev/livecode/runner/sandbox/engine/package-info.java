/**
 * The Docker engine: where it is, what is asked of it, a stream to a container, whether it works.
 */
@NullMarked
package dev.livecode.runner.sandbox.engine;

import org.jspecify.annotations.NullMarked;
