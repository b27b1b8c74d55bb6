/** The running service and its surroundings, as tests need them. */
@NullMarked
package dev.livecode.session.testing;

import org.jspecify.annotations.NullMarked;
