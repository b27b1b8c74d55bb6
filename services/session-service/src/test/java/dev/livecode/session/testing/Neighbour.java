package dev.livecode.session.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands in for the execution service, whose contract is HTTP. Knows what it was told. */
public final class Neighbour {

  private final Map<String, String> statuses = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> waits = new CopyOnWriteArrayList<>();
  private volatile boolean broken;
  private volatile @Nullable String ofAll;

  Neighbour() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/internal/viewed-runs/", this::answer);
      server.createContext("/executions/", this::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on the view says this of the execution. */
  public void says(UUID execution, String status) {
    statuses.put(execution.toString(), status);
  }

  /** From now on, until it is well again, the view says this of every execution. */
  public void saysOfAll(String status) {
    ofAll = status;
  }

  /** From now on, or no longer, every call fails. */
  public void breaks(boolean breaks) {
    this.broken = breaks;
    this.ofAll = null;
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  /** What its callers said after the question mark, "null" for nothing. */
  public List<String> waits() {
    return List.copyOf(waits);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String id = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    String status = statuses.getOrDefault(id, ofAll);
    waits.add(String.valueOf(exchange.getRequestURI().getQuery()));
    String known =
        "{\"execution_id\":\"%s\",\"status\":\"%s\",\"new_field\":1}".formatted(id, status);
    byte[] body = (status == null ? "{\"error\":\"Execution not found\"}" : known).getBytes(UTF_8);
    int code = status == null ? 404 : 200;
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(broken ? 500 : code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
