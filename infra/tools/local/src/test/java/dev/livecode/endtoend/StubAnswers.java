package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands in for a part of Livecode that has one answer for each question. */
final class StubAnswers implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  StubAnswers() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is answered to this path and query; everything else is not found. */
  StubAnswers to(String question, String answer) {
    answers.put(question, answer);
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String answer = answers.get(exchange.getRequestURI().toString());
      byte[] body =
          (answer == null ? "{\"error\":\"Not found\",\"code\":\"NOT_FOUND\"}" : answer)
              .getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
