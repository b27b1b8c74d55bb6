package dev.livecode.execution;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine that can be cut and mended. */
public final class TcpProxy implements AutoCloseable {

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  public TcpProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket();
      server.bind(new InetSocketAddress("127.0.0.1", 0));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Breaks every connection and lets none through. */
  public void cut() {
    cut = true;
    open.forEach(TcpProxy::quietly);
  }

  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        if (cut) {
          quietly(client);
        } else {
          connect(client);
        }
      } catch (IOException _) {
        // Closed, or the target is away; the client sees it.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    var there = new Socket("127.0.0.1", target);
    open.add(there);
    Thread.ofVirtual().start(() -> copy(client, there));
    Thread.ofVirtual().start(() -> copy(there, client));
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Either side is gone: both are closed now.
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Gone already.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
