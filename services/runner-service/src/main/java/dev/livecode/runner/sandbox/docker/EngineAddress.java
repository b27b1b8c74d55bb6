package dev.livecode.runner.sandbox.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** Where the Docker engine listens, as {@code DOCKER_HOST} says it. */
record EngineAddress(URI uri) {

  EngineAddress {
    if (!"unix".equals(uri.getScheme()) && !"tcp".equals(uri.getScheme())) {
      throw new IllegalArgumentException(
          "DOCKER_HOST is " + uri + "; only unix:// and tcp:// are understood");
    }
  }

  /** A new connection, blocking. */
  SocketChannel connect() throws IOException {
    if ("unix".equals(uri.getScheme())) {
      return connected(
          SocketChannel.open(StandardProtocolFamily.UNIX),
          UnixDomainSocketAddress.of(uri.getPath()));
    }
    return connected(SocketChannel.open(), new InetSocketAddress(uri.getHost(), uri.getPort()));
  }

  private static SocketChannel connected(SocketChannel channel, SocketAddress address)
      throws IOException {
    try {
      channel.connect(address);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
