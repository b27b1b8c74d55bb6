package dev.livecode.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody in a classroom, whose address the edge is told, or sees.
 *
 * @param forwardedFor what a proxy says of the address, null when there is no proxy
 */
record Pupil(URI base, HttpClient http, @Nullable String forwardedFor) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int SECONDS_PER_SESSION = 10;
  private static final int SECONDS_PER_RUN = 15;

  /** Who calls from an address of this machine. */
  static Pupil at(URI base, String localAddress, @Nullable String forwardedFor) {
    try {
      return new Pupil(
          base,
          HttpClient.newBuilder().localAddress(InetAddress.getByName(localAddress)).build(),
          forwardedFor);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Pupil saying(String address) {
    return new Pupil(base, http, address);
  }

  HttpResponse<String> opens() throws IOException, InterruptedException {
    return call("POST", "/code-sessions", Map.of("language", "python"));
  }

  /**
   * Works at human speed: a save each second, a new session each 10 s, a run each 15 s. Begins at
   * some time within a second, as people do.
   *
   * @param refusals gets every answer that is not 200
   */
  void works(int seconds, Duration begin, ConcurrentLinkedQueue<String> refusals)
      throws IOException, InterruptedException {
    TimeUnit.NANOSECONDS.sleep(begin.toNanos());
    String session = "";
    for (int second = 0; second < seconds; second++) {
      long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      if (second % SECONDS_PER_SESSION == 0) {
        HttpResponse<String> opened = noted(opens(), refusals);
        session = JSON.readTree(opened.body()).path("session_id").asString(session);
      }
      String path = "/code-sessions/" + session;
      noted(call("PATCH", path, Map.of("source_code", "print(" + second + ")")), refusals);
      if (second % SECONDS_PER_RUN == SECONDS_PER_RUN - 1) {
        noted(call("POST", path + "/run", Map.of()), refusals);
      }
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
    }
  }

  private static HttpResponse<String> noted(
      HttpResponse<String> answer, ConcurrentLinkedQueue<String> refusals) {
    if (answer.statusCode() != 200) {
      refusals.add(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private HttpResponse<String> call(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(15))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    if (forwardedFor != null) {
      request.header("X-Forwarded-For", forwardedFor);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    Description.requireFor(
        method, path, answer.statusCode(), answer.headers(), JSON.readTree(answer.body()));
    return answer;
  }
}
