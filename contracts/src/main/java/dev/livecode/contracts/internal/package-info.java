/**
 * What the services ask each other over HTTP, within the system: the edge routes nothing here. Both
 * ends take paths and answers from this package; approved JSON files lock the answers.
 */
@NullMarked
package dev.livecode.contracts.internal;

import org.jspecify.annotations.NullMarked;
