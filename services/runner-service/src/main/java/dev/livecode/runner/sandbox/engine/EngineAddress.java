package dev.livecode.runner.sandbox.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the Docker engine listens.
 *
 * @param uri unix://PATH or tcp://HOST:PORT
 * @param tls how a TCP connection is to be protected; null for one that is not
 */
public record EngineAddress(URI uri, @Nullable SSLContext tls) {

  static final Duration CONNECTING = Duration.ofSeconds(3);

  public EngineAddress {
    boolean isUnix = "unix".equals(uri.getScheme()) && uri.getPath() != null;
    boolean isTcp = "tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
    BadSettingException.unless(
        isUnix || isTcp, "DOCKER_HOST", uri, "unix://PATH or tcp://HOST:PORT");
  }

  /** Where the variables say that it is which the Docker command line reads. */
  public static EngineAddress from(Function<String, @Nullable String> variables) {
    return new EngineVariables(variables).address();
  }

  boolean isTcp() {
    return "tcp".equals(uri.getScheme());
  }

  /** A new connection. Whoever is there may still refuse us; the first read or write shows that. */
  public EngineConnection connect() throws IOException {
    if (!isTcp()) {
      return connectToFile();
    }
    var address = new InetSocketAddress(uri.getHost(), uri.getPort());
    SocketChannel channel = SocketChannel.open();
    try {
      Socket socket = channel.socket();
      socket.connect(address, (int) CONNECTING.toMillis());
      return tls == null ? new PlainConnection(channel) : secured(socket, tls);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private EngineConnection connectToFile() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(uri.getPath()));
      return new PlainConnection(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private EngineConnection secured(Socket socket, SSLContext context) throws IOException {
    socket.setTcpNoDelay(true);
    return TlsConnection.over(socket, context, uri.getHost(), uri.getPort());
  }
}
