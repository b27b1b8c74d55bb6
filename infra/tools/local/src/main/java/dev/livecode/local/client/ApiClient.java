package dev.livecode.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API over HTTP. Thread-safe. */
public class ApiClient {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final URI base;
  private final Duration timeout;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  public ApiClient(URI base) {
    this(base, TIMEOUT);
  }

  /**
   * As above.
   *
   * @param timeout how long an answer may take
   */
  public ApiClient(URI base, Duration timeout) {
    this.base = base;
    this.timeout = timeout;
  }

  /** Opens a session whose source is the language's template. */
  public Answer open(String language) throws IOException, InterruptedException {
    return call("POST", "/code-sessions", Map.of("language", language));
  }

  /** Saves the source of a session. */
  public Answer save(String session, String language, String source)
      throws IOException, InterruptedException {
    return call(
        "PATCH", "/code-sessions/" + session, Map.of("language", language, "source_code", source));
  }

  /** Runs a session's source; no options means no body. */
  public Answer run(String session, Map<String, ?> options)
      throws IOException, InterruptedException {
    return call("POST", "/code-sessions/" + session + "/run", options.isEmpty() ? null : options);
  }

  public Answer execution(String id) throws IOException, InterruptedException {
    return call("GET", "/executions/" + id, null);
  }

  /** Polls until the execution has ended. */
  public Answer awaitEnd(String id, Duration every) throws IOException, InterruptedException {
    while (true) {
      Answer answer = execution(id);
      String status = answer.text("status");
      if (answer.status() == 200 && !status.equals("QUEUED") && !status.equals("RUNNING")) {
        return answer;
      }
      if (answer.status() != 200 && answer.status() != 503) {
        return answer;
      }
      TimeUnit.NANOSECONDS.sleep(every.toNanos());
    }
  }

  /** Any call with a value as JSON, or without a body. */
  public Answer call(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    return body == null
        ? send(method, path, BodyPublishers.noBody(), null)
        : send(
            method,
            path,
            BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)),
            "application/json");
  }

  /** Any call with the bytes given. */
  public Answer send(String method, String path, BodyPublisher body, @Nullable String contentType)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).method(method, body).timeout(timeout);
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    try {
      return new Answer(response.statusCode(), JSON.readTree(response.body()), response.headers());
    } catch (JacksonException e) {
      throw new IOException(
          method
              + " "
              + path
              + " was answered with "
              + response.statusCode()
              + " and no JSON: "
              + new String(response.body(), UTF_8),
          e);
    }
  }
}
