package dev.livecode.runner.sandbox.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standard output of an attached container, taken out of the engine's stream: frames of a type,
 * three zeros, a length of four bytes, and as many bytes. Standard error is for debugging only.
 */
final class Demultiplexer extends InputStream {

  private static final Logger log = LoggerFactory.getLogger(Demultiplexer.class);
  private static final int HEADER_BYTES = 8;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;

  private final InputStream in;
  private final byte[] header = new byte[HEADER_BYTES];
  private long left;

  Demultiplexer(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (left == 0) {
      if (!nextHeader()) {
        return -1;
      }
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("The engine's stream ended in mid-frame");
    }
    left -= count;
    return count;
  }

  /** Goes on to the next frame of standard output; false at the end. */
  private boolean nextHeader() throws IOException {
    int count = in.readNBytes(header, 0, HEADER_BYTES);
    if (count < HEADER_BYTES) {
      return false;
    }
    long length = length();
    switch (header[0]) {
      case STDOUT -> left = length;
      case STDERR -> passOver(length);
      default -> throw new IOException("The engine's stream holds a frame of type " + header[0]);
    }
    return true;
  }

  private long length() {
    long length = 0;
    for (int i = 4; i < HEADER_BYTES; i++) {
      length = length << 8 | header[i] & 0xff;
    }
    return length;
  }

  private void passOver(long length) throws IOException {
    in.skipNBytes(length);
    log.debug("The launcher wrote {} bytes to its standard error", length);
  }
}
