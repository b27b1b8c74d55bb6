/** Records of the log that are no events: shown to operators, and tried again when they say so. */
@NullMarked
package dev.livecode.execution.deadletters;

import org.jspecify.annotations.NullMarked;
