/** A client of the public contract, as the command line uses it. */
@NullMarked
package dev.livecode.local.client;

import org.jspecify.annotations.NullMarked;
