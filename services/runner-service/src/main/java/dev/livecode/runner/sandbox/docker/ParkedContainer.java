package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A container whose launcher said that it is ready, or that runs its one job. */
record ParkedContainer(
    String name, String id, Profile profile, Instant since, AttachedStream stream) {

  boolean isAlive() {
    return stream.isQuiet();
  }

  /** Ends the launcher, and everything under it, by hanging up. */
  void hangUp() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Closing a socket failed", e);
    }
  }
}
