/** What a person who waits is told. */
@NullMarked
package dev.livecode.local.console;

import org.jspecify.annotations.NullMarked;
