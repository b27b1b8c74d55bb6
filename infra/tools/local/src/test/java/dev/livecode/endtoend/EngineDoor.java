package dev.livecode.endtoend;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A Unix socket in front of this machine's Docker engine. While it is closed whoever connects is
 * hung up on, as if the engine were away.
 */
final class EngineDoor implements AutoCloseable {

  private static final UnixDomainSocketAddress ENGINE =
      UnixDomainSocketAddress.of("/var/run/docker.sock");

  private final Path socket;
  private final ServerSocketChannel server;
  private volatile boolean open;

  private EngineDoor(Path socket, ServerSocketChannel server) {
    this.socket = socket;
    this.server = server;
    Thread.ofVirtual().start(this::serve);
  }

  static EngineDoor closed(Path socket) throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    return new EngineDoor(socket, server);
  }

  Path socket() {
    return socket;
  }

  void open() {
    open = true;
  }

  private void serve() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        if (open) {
          SocketChannel engine = SocketChannel.open(ENGINE);
          Thread.ofVirtual().start(() -> copy(client, engine));
          Thread.ofVirtual().start(() -> copy(engine, client));
        } else {
          client.close();
        }
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  /** Until one side ends; its end is passed on, and the other direction stays. */
  private static void copy(SocketChannel from, SocketChannel to) {
    var buffer = ByteBuffer.allocate(1 << 16);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        writeAll(to, buffer);
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void writeAll(ByteChannel to, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
