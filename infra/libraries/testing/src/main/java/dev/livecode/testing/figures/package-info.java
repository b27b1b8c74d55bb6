/** What benchmarks have in common: percentiles, tables on the terminal, JSON. */
@NullMarked
package dev.livecode.testing.figures;

import org.jspecify.annotations.NullMarked;
