/** The languages on offer. */
@NullMarked
package dev.livecode.session.language;

import org.jspecify.annotations.NullMarked;
