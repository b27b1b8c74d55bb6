/** The form in which the archive keeps records, and the hashes that hold them together. */
@NullMarked
package dev.livecode.execution.archive;

import org.jspecify.annotations.NullMarked;
