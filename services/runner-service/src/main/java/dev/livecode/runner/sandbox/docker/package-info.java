/** The sandbox over Docker containers: engine, launcher, walls and pool behind the port. */
@NullMarked
package dev.livecode.runner.sandbox.docker;

import org.jspecify.annotations.NullMarked;
