package dev.livecode.execution.live;

import dev.livecode.contracts.RunEvent;

/** An event, and its place in its partition. */
public record Heard(RunEvent event, long offset) {}
