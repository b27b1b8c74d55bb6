package dev.livecode.runner.sandbox.launcher;

import java.nio.ByteBuffer;

/** What is said to the launcher while it runs a job. */
public final class ControlMessage {

  /** The job is to end. */
  public static ByteBuffer cancel() {
    return of('K', new byte[0], 0, 0);
  }

  static ByteBuffer input(byte[] bytes, int from, int length) {
    return of('I', bytes, from, length);
  }

  static ByteBuffer endOfInput() {
    return of('Z', new byte[0], 0, 0);
  }

  private static ByteBuffer of(char type, byte[] bytes, int from, int length) {
    return ByteBuffer.allocate(1 + Integer.BYTES + length)
        .put((byte) type)
        .putInt(length)
        .put(bytes, from, length)
        .flip();
  }

  private ControlMessage() {}
}
