/** How often somebody may ask, counted in Redis. */
@NullMarked
package dev.livecode.session.antispam;

import org.jspecify.annotations.NullMarked;
