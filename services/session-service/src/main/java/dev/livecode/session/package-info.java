/** Sessions, autosave and the asking for runs: the write side of Livecode. */
@NullMarked
package dev.livecode.session;

import org.jspecify.annotations.NullMarked;
