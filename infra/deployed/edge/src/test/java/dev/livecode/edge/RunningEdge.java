package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The edge, running before two backends. */
final class RunningEdge implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConfigurableApplicationContext context;

  private RunningEdge(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RunningEdge start(String sessions, String executions, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--livecode.edge.session-service-url=" + sessions,
                "--livecode.edge.execution-service-url=" + executions));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return new RunningEdge(
        new SpringApplication(EdgeApplication.class).run(arguments.toArray(String[]::new)));
  }

  int port() {
    return port("local.server.port");
  }

  int managementPort() {
    return port("local.management.port");
  }

  private int port(String property) {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty(property));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request.build(), body);
    } catch (IOException e) {
      throw new AssertionError("No answer to " + request.build(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What comes back on a connection of its own, after all of it has been written. */
  String raw(Writing request) throws IOException {
    return raw("127.0.0.1", request);
  }

  /** The same, sent from an address of this machine. */
  String raw(String source, Writing request) throws IOException {
    InetAddress from = InetAddress.ofLiteral(source);
    InetAddress to = from instanceof Inet6Address ? from : InetAddress.ofLiteral("127.0.0.1");
    try (var socket = new Socket(to, port(), from, 0)) {
      socket.setSoTimeout(10_000);
      request.writeTo(socket.getOutputStream());
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Writes a request as it is. */
  interface Writing {
    void writeTo(OutputStream out) throws IOException;
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }
}
