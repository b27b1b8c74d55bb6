package dev.livecode.runner.language;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The last of what was written, for runtimes that say there how a program ended. For one thread.
 */
public final class Tail {

  private static final int KEPT_BYTES = 16 * 1024;

  private final byte[] ring = new byte[KEPT_BYTES];
  private long written;

  /** Appends bytes. */
  public void append(byte[] bytes) {
    for (int i = Math.max(0, bytes.length - KEPT_BYTES); i < bytes.length; i++) {
      ring[(int) (written++ % KEPT_BYTES)] = bytes[i];
    }
  }

  /** The text; where it begins or ends within a character, that is replaced. */
  public String text() {
    int length = (int) Math.min(written, KEPT_BYTES);
    byte[] kept = new byte[length];
    for (int i = 0; i < length; i++) {
      kept[i] = ring[(int) ((written - length + i) % KEPT_BYTES)];
    }
    return new String(kept, UTF_8);
  }
}
