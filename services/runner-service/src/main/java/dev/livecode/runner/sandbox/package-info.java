/** The port to whatever keeps a program within walls; knows only the JDK. */
@NullMarked
package dev.livecode.runner.sandbox;

import org.jspecify.annotations.NullMarked;
