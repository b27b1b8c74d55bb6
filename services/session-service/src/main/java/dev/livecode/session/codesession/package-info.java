/** Code sessions: opening, saving, reading and closing them, and which run they are busy with. */
@NullMarked
package dev.livecode.session.codesession;

import org.jspecify.annotations.NullMarked;
