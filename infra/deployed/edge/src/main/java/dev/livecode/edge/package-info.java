/** The one public door: who may come in, how much they may carry, and which service they see. */
@NullMarked
package dev.livecode.edge;

import org.jspecify.annotations.NullMarked;
