/** The run events, their names, sizes and wire form: what one service may know of another. */
@NullMarked
package dev.livecode.contracts;

import org.jspecify.annotations.NullMarked;
