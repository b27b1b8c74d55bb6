/** How it gets known what the runners have. */
@NullMarked
package dev.livecode.session.language.kafka;

import org.jspecify.annotations.NullMarked;
