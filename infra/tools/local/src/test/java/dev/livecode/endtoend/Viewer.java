package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who watches a run, and comes again whenever the stream breaks off. What is shown must
 * follow on what was shown: a gap or a double fails at once.
 */
final class Viewer {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** An event as it came. */
  record Seen(String id, String event, JsonNode data) {}

  private final URI stream;
  private final Map<String, StringBuilder> texts = new TreeMap<>();
  private final Map<String, Long> offsets = new TreeMap<>();
  private final List<String> statuses = new ArrayList<>();
  private BiConsumer<Viewer, Seen> whenSeen = (_, _) -> {};
  private String lastId = "";
  private int connections;
  private int resets;
  private @Nullable JsonNode end;

  Viewer(URI base, String execution) {
    this.stream = base.resolve("/executions/" + execution + "/stream");
  }

  /** Tells what is seen the moment that it is. */
  Viewer tells(BiConsumer<Viewer, Seen> listener) {
    whenSeen = listener;
    return this;
  }

  /** Watches to the end, on one connection if nothing breaks it. */
  Viewer watches() {
    return watches(() -> Integer.MAX_VALUE);
  }

  /**
   * Watches to the end.
   *
   * @param eventsUntilCut after how many events each connection is cut off, by the viewer
   */
  Viewer watches(IntSupplier eventsUntilCut) {
    while (end == null) {
      try {
        if (!connect(eventsUntilCut.getAsInt())) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE.toNanos()); // Something between us is away.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return this;
  }

  /** False when it is not the time to watch. */
  private boolean connect(int events) throws IOException, InterruptedException {
    connections++;
    var request = HttpRequest.newBuilder(stream).header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<InputStream> answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    try (var body = answer.body();
        var lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      assertThat(answer.statusCode()).as(stream.toString()).isIn(200, 503);
      if (answer.statusCode() == 200) {
        read(lines, events);
      }
      return answer.statusCode() == 200;
    }
  }

  private void read(BufferedReader lines, int events) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    int left = events;
    for (String line = lines.readLine(); line != null && left > 0; line = lines.readLine()) {
      int colon = line.indexOf(": ");
      if (!line.isEmpty() && colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      } else if (line.isEmpty() && fields.containsKey("event")) {
        see(
            new Seen(
                fields.getOrDefault("id", ""),
                fields.getOrDefault("event", ""),
                JsonMapper.shared().readTree(fields.getOrDefault("data", ""))));
        fields.clear();
        left--;
      }
    }
  }

  private void see(Seen seen) {
    lastId = seen.id();
    switch (seen.event()) {
      case "stdout", "stderr" -> show(seen.event(), seen.data());
      case "reset" -> {
        resets++;
        texts.clear();
        offsets.clear();
      }
      case "status" -> statuses.add(seen.data().path("status").asString());
      case "end" -> end = seen.data();
      default -> throw new AssertionError("An unknown event: " + seen);
    }
    whenSeen.accept(this, seen);
  }

  private void show(String name, JsonNode data) {
    String text = data.path("text").asString();
    assertThat(data.path("offset").asLong())
        .as("%s of %s after %d connections", name, stream, connections)
        .isEqualTo(offsets.getOrDefault(name, 0L));
    texts.computeIfAbsent(name, _ -> new StringBuilder()).append(text);
    offsets.merge(name, (long) text.getBytes(UTF_8).length, Long::sum);
  }

  String stdout() {
    return String.valueOf(texts.getOrDefault("stdout", new StringBuilder()));
  }

  String stderr() {
    return String.valueOf(texts.getOrDefault("stderr", new StringBuilder()));
  }

  List<String> statuses() {
    return statuses;
  }

  int resets() {
    return resets;
  }

  int connections() {
    return connections;
  }

  String lastId() {
    return lastId;
  }

  /** The last event's data. */
  JsonNode end() {
    return requireNonNull(end, "the end of " + stream);
  }
}
