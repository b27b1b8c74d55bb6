package dev.livecode.runner.sandbox.engine;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A connection over TCP with TLS, the engine's name checked against its certificate. The first read
 * or write shakes hands.
 *
 * @param raw what {@code socket} is a layer over
 */
record TlsConnection(Socket raw, SSLSocket socket) implements EngineConnection {

  private static final int FOR_EVER = 0;
  private static final int GLANCE_MS = 1;

  static TlsConnection over(Socket raw, SSLContext tls, String host, int port) throws IOException {
    var socket = (SSLSocket) tls.getSocketFactory().createSocket(raw, host, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return new TlsConnection(raw, socket);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count =
        socket
            .getInputStream()
            .read(into.array(), into.arrayOffset() + into.position(), into.remaining());
    if (count > 0) {
      into.position(into.position() + count);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    socket
        .getOutputStream()
        .write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    bytes.position(bytes.limit());
  }

  @Override
  public boolean isQuiet() {
    try {
      socket.setSoTimeout(GLANCE_MS);
      var _ = socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return isPatientAgain();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isPatientAgain() {
    try {
      socket.setSoTimeout(FOR_EVER);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Without TLS's farewell, which would wait for a write that is stuck. */
  @Override
  public void close() throws IOException {
    raw.close();
  }
}
