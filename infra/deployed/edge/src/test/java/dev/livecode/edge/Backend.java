package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands in for a service: remembers what it was sent, and answers with its own name. */
final class Backend implements AutoCloseable {

  /** What arrived. */
  record Arrived(String method, String target, Headers headers, String body) {}

  private final String name;
  private final HttpServer server;
  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();

  private Backend(String name, int port) {
    this.name = name;
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  static Backend start(String name) {
    return startOn(name, 0);
  }

  static Backend startOn(String name, int port) {
    return new Backend(name, port);
  }

  void on(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  List<Arrived> arrived() {
    return arrived;
  }

  Arrived last() {
    return arrived.getLast();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      arrived.add(
          new Arrived(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              body));
      byte[] answer = name.getBytes(UTF_8);
      exchange.getResponseHeaders().set("X-Service", name);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
