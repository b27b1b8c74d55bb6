package dev.livecode.runner.sandbox.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A container's standard streams over a connection of its own, hijacked from HTTP. When the
 * connection goes, however it goes, the engine closes the container's standard input. Any thread
 * may {@link #close()}, which ends a read or write of another.
 */
public final class AttachedStream implements Closeable {

  private static final int MAX_ANSWER_BYTES = 16 * 1024;

  private final EngineConnection connection;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).flip();

  private AttachedStream(EngineConnection connection) {
    this.connection = connection;
  }

  /** Attaches to the container, for which the connection is used up whether that works or not. */
  public static AttachedStream over(EngineConnection connection, String containerId)
      throws IOException {
    var stream = new AttachedStream(connection);
    stream.upgrade(containerId);
    return stream;
  }

  /** What the container writes to its standard output. One at a time. */
  public InputStream output() {
    return new Demultiplexer(new Received());
  }

  /** Writes them all; from several threads one after the other. */
  public synchronized void write(ByteBuffer bytes) throws IOException {
    connection.write(bytes);
  }

  /** Whether the other side is there and silent. Not while somebody reads. */
  public boolean isQuiet() {
    return !buffer.hasRemaining() && connection.isQuiet();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private void upgrade(String containerId) throws IOException {
    String request =
        "POST /containers/"
            + containerId
            + "/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\n"
            + "Host: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 0\r\n\r\n";
    write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    String answer = readAnswer();
    if (!answer.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("Attaching was refused: " + answer.lines().findFirst().orElse(""));
    }
  }

  private String readAnswer() throws IOException {
    var in = new Received();
    var answer = new StringBuilder();
    while (answer.length() < MAX_ANSWER_BYTES) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The engine hung up while attaching");
      }
      answer.append((char) next);
      if (answer.length() >= 4 && answer.indexOf("\r\n\r\n", answer.length() - 4) >= 0) {
        return answer.toString();
      }
    }
    throw new IOException("The engine's answer to attaching is too long");
  }

  /** The raw bytes, through one buffer. */
  private final class Received extends InputStream {

    @Override
    public int read() throws IOException {
      return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(bytes, offset, count);
      return count;
    }

    private boolean fill() throws IOException {
      if (buffer.hasRemaining()) {
        return true;
      }
      int count = connection.read(buffer.clear());
      buffer.flip();
      return count > 0;
    }
  }
}
