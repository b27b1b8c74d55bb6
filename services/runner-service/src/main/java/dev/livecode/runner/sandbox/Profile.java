package dev.livecode.runner.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What walls have in common that can be put up ahead of time.
 *
 * @param image file system with the language's runtime, null for the usual one
 * @param memoryBytes of everything within the walls together
 * @param processes processes and threads at once
 */
public record Profile(@Nullable String image, long memoryBytes, int processes) {}
