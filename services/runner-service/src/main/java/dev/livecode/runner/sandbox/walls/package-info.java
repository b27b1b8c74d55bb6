/** What a container is made of: its image, its limits, its walls. */
@NullMarked
package dev.livecode.runner.sandbox.walls;

import org.jspecify.annotations.NullMarked;
