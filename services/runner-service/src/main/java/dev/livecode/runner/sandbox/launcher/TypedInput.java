package dev.livecode.runner.sandbox.launcher;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is typed for one interactive job: kept until the program has taken it, and sent as far ahead
 * of that as the launcher allows. Not thread-safe.
 */
public final class TypedInput {

  static final int WINDOW_BYTES = 65_536;
  static final int MOST_BYTES = 1 << 20;

  private byte[] kept = new byte[0];
  private int length;
  private int sent;
  private long taken;
  private boolean ended;
  private boolean endSent;

  /**
   * Takes more; nothing after the end.
   *
   * @throws IllegalStateException when too much waits already
   */
  public void give(byte[] bytes) {
    if (ended) {
      return;
    }
    if (bytes.length > MOST_BYTES - length) {
      throw new IllegalStateException("More than " + MOST_BYTES + " typed bytes would wait");
    }
    if (length + bytes.length > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(2 * kept.length, length + bytes.length));
    }
    System.arraycopy(bytes, 0, kept, length, bytes.length);
    length += bytes.length;
  }

  public void end() {
    ended = true;
  }

  /** What is to be sent now; null when the program has to take something first, or all is sent. */
  public @Nullable ByteBuffer next() {
    int count = Math.min(length, WINDOW_BYTES) - sent;
    if (count > 0) {
      sent += count;
      return ControlMessage.input(kept, sent - count, count);
    }
    if (ended && !endSent && sent == length) {
      endSent = true;
      return ControlMessage.endOfInput();
    }
    return null;
  }

  /**
   * Hears how much the program has taken.
   *
   * @param total of this job's bytes
   */
  public void taken(long total) {
    if (total <= taken || total > taken + sent) {
      throw new LyingLauncherException("TAKEN does not fit what was sent");
    }
    int count = (int) (total - taken);
    System.arraycopy(kept, count, kept, 0, length - count);
    length -= count;
    sent -= count;
    taken = total;
  }

  /** Sends all that was not taken once more, to a launcher that knows nothing of it. */
  public void restart() {
    sent = 0;
    endSent = false;
  }
}
