package dev.livecode.session.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Real HTTP calls. */
public final class Calls {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** An answer with its body as JSON. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String text) {

    public JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }

    public String field(String name) {
      return json().get(name).asString();
    }
  }

  private final URI base;

  public Calls(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  public Answer send(String method, String path, @Nullable String json, String... headers) {
    var request = HttpRequest.newBuilder(base.resolve(path));
    if (json == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.method(method, BodyPublishers.ofString(json));
      request.setHeader("Content-Type", "application/json");
    }
    for (int at = 0; at < headers.length; at += 2) {
      request.setHeader(headers[at], headers[at + 1]);
    }
    return send(request.build());
  }

  /** With these very bytes as its body. */
  public Answer sendBytes(String path, byte[] body, String... headers) {
    var request = HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofByteArray(body));
    for (int at = 0; at < headers.length; at += 2) {
      request.header(headers[at], headers[at + 1]);
    }
    return send(request.build());
  }

  /** With a body of unknown length. */
  public Answer sendChunked(String path, InputStream body) {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .POST(BodyPublishers.ofInputStream(() -> body))
            .setHeader("Content-Type", "application/json")
            .build());
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  /** Opens a session with this Python source. */
  public UUID open(String source) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("language", "python").put("source_code", source);
    Answer answer =
        send("POST", "/code-sessions", body.toString(), "X-Forwarded-For", someAddress());
    return UUID.fromString(answer.field("session_id"));
  }

  /** So that sessions which tests open do not count together. */
  private static String someAddress() {
    return "203.0.113." + ThreadLocalRandom.current().nextInt(256);
  }

  public Answer run(UUID session) {
    return send("POST", "/code-sessions/" + session + "/run", null);
  }

  public UUID runAccepted(UUID session) {
    Answer answer = run(session);
    if (answer.status() != 200) {
      throw new AssertionError("Not accepted: " + answer);
    }
    return UUID.fromString(answer.field("execution_id"));
  }
}
