package dev.livecode.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTests {

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = listen(0);
    proxy = new TcpProxy(server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void bothDirectionsPass() throws Exception {
    try (Socket client = connect()) {
      assertAnswers(client, server);
    }
  }

  @Test
  void cuttingHangsUpAndRefusesUntilItIsRestoredAtTheSamePort() throws Exception {
    try (Socket client = connect()) {
      assertAnswers(client, server);

      proxy.cut();

      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThatIOException().isThrownBy(this::connect);
    }
    proxy.restore();
    try (Socket client = connect()) {
      assertAnswers(client, server);
    }
  }

  @Test
  void aServerThatIsAwayIsSeenByItsClientAndFoundWhenItIsBack() throws Exception {
    int port = server.getLocalPort();
    server.close();
    try (Socket client = connect()) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    server = listen(port);
    try (Socket client = connect()) {
      assertAnswers(client, server);
    }
  }

  private static void assertAnswers(Socket client, ServerSocket server) throws IOException {
    client.getOutputStream().write('?');
    Socket there = server.accept();
    assertThat(there.getInputStream().read()).isEqualTo('?');
    there.getOutputStream().write('!');
    assertThat(client.getInputStream().read()).isEqualTo('!');
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static ServerSocket listen(int port) throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }
}
