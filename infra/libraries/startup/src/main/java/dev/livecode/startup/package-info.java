/** How each part says in one line why it can't start. */
@NullMarked
package dev.livecode.startup;

import org.jspecify.annotations.NullMarked;
