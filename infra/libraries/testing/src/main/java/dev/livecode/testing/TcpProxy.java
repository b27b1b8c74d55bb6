package dev.livecode.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on this machine that can be cut and restored, which is how a test takes a
 * server away.
 */
public final class TcpProxy implements AutoCloseable {

  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;
  private Thread acceptor;

  /** To the server at that port. */
  public TcpProxy(int target) {
    this.target = target;
    this.listener = listen(0);
    this.acceptor = Thread.startVirtualThread(() -> accept(listener));
  }

  /** Where clients connect; stays the same. */
  public synchronized int port() {
    return listener.getLocalPort();
  }

  /** Ends all connections and refuses new ones. */
  public synchronized void cut() {
    close(listener);
    awaitEnd(acceptor);
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  /** Takes connections again. */
  public synchronized void restore() {
    if (listener.isClosed()) {
      ServerSocket mended = listen(port());
      listener = mended;
      acceptor = Thread.startVirtualThread(() -> accept(mended));
    }
  }

  private static ServerSocket listen(int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        connect(from.accept());
      } catch (IOException e) {
        // Cut, or the server is away: the client sees it.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    sockets.add(client);
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      Thread.startVirtualThread(() -> pump(client, server));
      Thread.startVirtualThread(() -> pump(server, client));
    } catch (IOException e) {
      sockets.remove(client);
      close(client);
      throw e;
    }
  }

  /** The system takes connections as long as somebody is about to accept one. */
  private static void awaitEnd(Thread acceptor) {
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Cut, or one of the two has ended: the other follows.
    } finally {
      close(from);
      close(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
  }
}
