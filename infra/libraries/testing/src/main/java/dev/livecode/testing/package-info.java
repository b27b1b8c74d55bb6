/** What tests of several modules need: real servers, and parts started as processes. */
@NullMarked
package dev.livecode.testing;

import org.jspecify.annotations.NullMarked;
