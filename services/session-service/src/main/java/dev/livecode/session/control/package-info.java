/** What is asked of a run after it was accepted: its end, and what somebody types into it. */
@NullMarked
package dev.livecode.session.control;

import org.jspecify.annotations.NullMarked;
