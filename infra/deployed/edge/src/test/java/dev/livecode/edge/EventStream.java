package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A service's answer that a test writes bit by bit. */
final class EventStream implements HttpHandler {

  /** One watcher, from the service's side. */
  record Watched(HttpExchange exchange) {

    void tells(String text) throws IOException {
      exchange.getResponseBody().write(text.getBytes(UTF_8));
      exchange.getResponseBody().flush();
    }

    /** Whether somebody still listens. */
    boolean isCutOff() {
      try {
        tells(":\n\n");
        return false;
      } catch (IOException _) {
        return true;
      }
    }

    String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    void ends() {
      exchange.close();
    }
  }

  private final BlockingQueue<Watched> watched = new LinkedBlockingQueue<>();

  /** Sends the head alone; what follows comes from the test. */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    watched.add(new Watched(exchange));
  }

  Watched next() {
    try {
      return watched.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
