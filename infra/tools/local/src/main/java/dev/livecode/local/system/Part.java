package dev.livecode.local.system;

import dev.livecode.embedded.ServerCommand;
import java.io.IOException;
import java.time.Duration;

/**
 * One part of the system.
 *
 * @param name what people call it
 * @param command starts it
 * @param port where it listens
 * @param readiness whether it can do its work
 * @param farewell asks it to stop
 * @param stopWithin how long it may take to stop before it is killed
 */
record Part(
    String name,
    ServerCommand command,
    int port,
    Readiness readiness,
    Farewell farewell,
    Duration stopWithin) {

  /** Asks a process to stop in the way that it likes. */
  @FunctionalInterface
  interface Farewell {

    /** SIGTERM, which most take for what it means. */
    Farewell TERMINATE = Process::destroy;

    /** SIGINT: PostgreSQL's fast shutdown, where SIGTERM would wait for every client to go. */
    Farewell INTERRUPT =
        process -> new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();

    void ask(Process process) throws IOException;
  }
}
