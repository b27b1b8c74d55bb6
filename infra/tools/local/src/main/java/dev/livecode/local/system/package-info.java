/** The parts of a Livecode system on one machine: how they are started, watched and stopped. */
@NullMarked
package dev.livecode.local.system;

import org.jspecify.annotations.NullMarked;
