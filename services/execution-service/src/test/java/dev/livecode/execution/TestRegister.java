package dev.livecode.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for the session service: what it answers about issued ids is its whole contract. */
public final class TestRegister implements AutoCloseable {

  private static final String PATH = "/internal/issued-runs/";

  private final HttpServer server;
  private final Map<String, SampleRun> issued = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile int brokenWith;

  public TestRegister() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void issue(SampleRun run) {
    issued.put(run.id().toString(), run);
  }

  public int questions() {
    return questions.get();
  }

  /** Makes it answer everything with the status, until it is given 0. */
  public void breakWith(int status) {
    brokenWith = status;
  }

  private void answer(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      SampleRun run = path.startsWith(PATH) ? issued.get(path.substring(PATH.length())) : null;
      if (brokenWith != 0) {
        exchange.sendResponseHeaders(brokenWith, -1);
      } else if (run == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        write(exchange, run);
      }
    }
  }

  private static void write(HttpExchange exchange, SampleRun run) throws IOException {
    byte[] body =
        """
        {"execution_id":"%s","session_id":"%s","language":"python",\
        "accepted_at":"2026-11-01T09:30:00.120Z","more":1}"""
            .formatted(run.id(), run.session())
            .getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
