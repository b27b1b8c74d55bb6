/** The command line. */
@NullMarked
package dev.livecode.local;

import org.jspecify.annotations.NullMarked;
