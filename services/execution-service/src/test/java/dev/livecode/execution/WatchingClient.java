package dev.livecode.execution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream as a browser's EventSource does, and keeps everything. */
public final class WatchingClient implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** An event as it came. */
  public record Event(String name, String id, JsonNode data) {}

  private final HttpResponse<InputStream> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> others = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private WatchingClient(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  /** Returns when the answer has begun. */
  public static WatchingClient watch(RunningService service, SampleRun run, String... headers) {
    URI uri =
        URI.create("http://127.0.0.1:" + service.port() + "/executions/" + run.id() + "/stream");
    var request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new WatchingClient(
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public static WatchingClient resume(RunningService service, SampleRun run, String id) {
    return watch(service, run, "Last-Event-ID", id);
  }

  private void read() {
    Map<String, String> fields = new HashMap<>();
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line, fields);
      }
    } catch (IOException _) {
      // Closed, here or there.
    } finally {
      over.countDown();
    }
  }

  private void take(String line, Map<String, String> fields) {
    String data = fields.get("data");
    if (line.isEmpty() && data != null) {
      String name = fields.getOrDefault("event", "message");
      events.add(new Event(name, fields.getOrDefault("id", ""), JSON.readTree(data)));
    }
    if (line.isEmpty()) {
      fields.clear();
      return;
    }
    int colon = line.indexOf(": ");
    String name = line.substring(0, colon);
    if (List.of("event", "id", "data").contains(name)) {
      fields.put(name, line.substring(colon + 2));
    } else {
      others.add(line);
    }
  }

  public HttpResponse<InputStream> response() {
    return response;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Lines that belong to no event. */
  public List<String> others() {
    return List.copyOf(others);
  }

  public List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  /** What a page would show of the standard output now. */
  public String stdout() {
    return shown("stdout", events);
  }

  public String stderr() {
    return shown("stderr", events);
  }

  /** What a page would show of a stream after the events. */
  public static String shown(String stream, List<Event> events) {
    var text = new StringBuilder();
    for (Event event : events) {
      if ("reset".equals(event.name())) {
        text.setLength(0);
      } else if (stream.equals(event.name())) {
        text.append(event.data().path("text").asString());
      }
    }
    return text.toString();
  }

  public WatchingClient await(String what, Predicate<WatchingClient> condition) {
    org.awaitility.Awaitility.await(what)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> condition.test(this));
    return this;
  }

  public WatchingClient awaitEvent(String name) {
    return await(name, it -> it.names().contains(name));
  }

  /** Until the service has ended the answer. */
  public WatchingClient awaitOver() {
    return await("the answer to be over", it -> over.getCount() == 0);
  }

  public boolean isOver() {
    return over.getCount() == 0;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException _) {
      // Then it is closed.
    }
  }
}
