package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Stands in for Livecode where it has to do what Livecode does seldom: one run, told by the test.
 */
final class StubApi implements AutoCloseable {

  /** What is told of a run: a stream that then breaks off, or the end of all. */
  record Told(boolean isWhole, String... events) {}

  private final HttpServer server;
  private final Queue<Told> streams = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String execution = "{\"status\":\"RUNNING\"}";

  StubApi(Told... streams) {
    this.streams.addAll(List.of(streams));
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  static String event(String name, String id, String data) {
    return "event: " + name + "\nid: " + id + "\ndata: " + data + "\n\n";
  }

  /** What a look at the run shows. */
  void shows(String execution) {
    this.execution = execution;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Each call, with where a stream was to go on. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String behind = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    exchange.getRequestBody().readAllBytes();
    asked.add(exchange.getRequestMethod() + " " + path + (behind == null ? "" : " " + behind));
    if (path.endsWith("/stream")) {
      stream(exchange);
    } else if (path.equals("/executions/1")) {
      json(exchange, 200, execution);
    } else {
      json(exchange, 200, "{\"session_id\":\"1\",\"execution_id\":\"1\",\"status\":\"QUEUED\"}");
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    Told told = streams.poll();
    if (told == null) {
      json(exchange, 404, "{\"error\":\"Not found\",\"code\":\"NOT_FOUND\"}");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    for (String event : told.events()) {
      exchange.getResponseBody().write(event.getBytes(UTF_8));
      exchange.getResponseBody().flush();
    }
    if (!told.isWhole()) {
      // Without the end that HTTP has for it.
      throw new IOException("broken off");
    }
    exchange.close();
  }

  private static void json(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
