/**
 * The errors of the public contract, for every part that answers clients: their closed list, their
 * shape, and how failures become one of them.
 */
@NullMarked
package dev.livecode.errors;

import org.jspecify.annotations.NullMarked;
