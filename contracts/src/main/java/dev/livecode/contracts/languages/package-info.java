/** What runners say of their languages: an event about no run, with a codec of its own. */
@NullMarked
package dev.livecode.contracts.languages;

import org.jspecify.annotations.NullMarked;
