/** Measures the whole system through its public API. */
@NullMarked
package dev.livecode.local.bench;

import org.jspecify.annotations.NullMarked;
