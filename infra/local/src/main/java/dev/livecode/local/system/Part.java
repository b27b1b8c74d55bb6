package dev.livecode.local.system;

import dev.livecode.embedded.ServerCommand;
import java.time.Duration;

/**
 * One part of the system.
 *
 * @param name what people call it
 * @param command starts it
 * @param port where it listens
 * @param readiness whether it can do its work
 * @param stopWithin how long it may take to stop before it is killed
 */
record Part(
    String name, ServerCommand command, int port, Readiness readiness, Duration stopWithin) {}
