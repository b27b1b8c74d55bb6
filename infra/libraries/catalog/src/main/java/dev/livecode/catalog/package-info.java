/** The languages on offer, read from folders of data. */
@NullMarked
package dev.livecode.catalog;

import org.jspecify.annotations.NullMarked;
