package dev.livecode.runner.sandbox.launcher;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads frames, one at a time, and never believes a length. */
public final class FrameReader {

  private final DataInputStream in;

  public FrameReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * The next frame.
   *
   * @throws java.io.EOFException when the stream ends, also within a frame
   * @throws LyingLauncherException when what comes is no frame
   */
  public Frame next() throws IOException {
    Frame.Type type = Frame.Type.of(in.readUnsignedByte());
    int length = in.readInt();
    if (length < 0 || length > Frame.MAX_PAYLOAD_BYTES) {
      throw new LyingLauncherException("Frame of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(type, payload);
  }
}
