package dev.livecode.runner.sandbox.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes to and from the engine. One thread reads and one writes at a time; any may {@link
 * #close()}, at once, which ends a read or write of another.
 */
public interface EngineConnection extends Closeable {

  /** Waits for bytes; -1 at the end. */
  int read(ByteBuffer into) throws IOException;

  /** Writes them all. */
  void write(ByteBuffer bytes) throws IOException;

  /** Whether nothing came, not even an end. Loses what did come. Not while somebody reads. */
  boolean isQuiet();
}
