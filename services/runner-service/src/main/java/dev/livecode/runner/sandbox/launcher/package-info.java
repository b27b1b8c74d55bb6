/** The protocol that a container's first process speaks; knows only the port. */
@NullMarked
package dev.livecode.runner.sandbox.launcher;

import org.jspecify.annotations.NullMarked;
