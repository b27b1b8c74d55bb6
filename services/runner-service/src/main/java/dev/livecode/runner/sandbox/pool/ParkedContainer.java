package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.engine.AttachedStream;
import dev.livecode.runner.sandbox.launcher.FrameReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A container whose launcher said that it is ready, or that runs a job.
 *
 * @param since when it was made, in steady time
 * @param served jobs that it has run
 * @param frames what its launcher says; one reader for its whole life, because the engine may put
 *     the end of one job and what follows into one piece
 */
public record ParkedContainer(
    String name,
    String id,
    Profile profile,
    Instant since,
    int served,
    AttachedStream stream,
    FrameReader frames) {

  public boolean isAlive() {
    return stream.isQuiet();
  }

  ParkedContainer afterJob() {
    return new ParkedContainer(name, id, profile, since, served + 1, stream, frames);
  }

  /** Ends the launcher, and everything under it, by hanging up. */
  public void hangUp() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Closing a socket failed", e);
    }
  }
}
