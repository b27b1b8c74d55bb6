package dev.livecode.session.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be cut and restored, which is how a test takes a server away. */
public final class TcpProxy {

  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  public TcpProxy(int target) {
    this.target = target;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
    accept(listener);
  }

  public int port() {
    return port;
  }

  /** Ends all connections and refuses new ones. */
  public synchronized void cut() {
    close(listener);
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  public synchronized void restore() {
    if (listener.isClosed()) {
      listener = listen(port);
      accept(listener);
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
    Thread.startVirtualThread(
        () -> {
          try {
            while (!from.isClosed()) {
              join(from.accept());
            }
          } catch (IOException e) {
            close(from); // Cut.
          }
        });
  }

  private void join(Socket client) throws IOException {
    var server = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(client);
    sockets.add(server);
    Thread.startVirtualThread(() -> pump(client, server));
    Thread.startVirtualThread(() -> pump(server, client));
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

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
