package dev.livecode.execution;

import static org.awaitility.Awaitility.await;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service, running. Each start is a consumer group of its own, so that it reads the whole log
 * and no start waits for another; the offsets are the database's in any case.
 */
public final class RunningService implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it on the shared Kafka and the database, with further settings as {@code key=value}. */
  public static RunningService start(String databaseUrl, String... settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("server.port", "0");
    all.put("spring.datasource.url", databaseUrl);
    all.put("spring.datasource.username", PostgresBinaries.USER);
    all.put("spring.datasource.password", TestServers.POSTGRES_PASSWORD);
    all.put("spring.kafka.consumer.group-id", "test-" + UUID.randomUUID());
    all.put("livecode.projection.retry-backoff", "100ms");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      all.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    all.computeIfAbsent("spring.kafka.bootstrap-servers", _ -> TestServers.kafka());
    String[] arguments =
        all.entrySet().stream()
            .map(it -> "--" + it.getKey() + "=" + it.getValue())
            .toArray(String[]::new);
    var application = new SpringApplication(ExecutionServiceApplication.class);
    return new RunningService(application.run(arguments));
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  /** Sends JSON. */
  public HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .header("Content-Type", "application/json"));
  }

  /** With headers as name, value, name, value. */
  public HttpResponse<String> send(String method, String path, String... headers) {
    HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("No answer to " + request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public JsonNode json(String path) {
    return read(get(path).body());
  }

  public static JsonNode read(String json) {
    return JSON.readTree(json);
  }

  public JsonNode execution(UUID id) {
    return json("/executions/" + id);
  }

  /** How many wait or watch now: {@code wait} or {@code stream}. */
  public int watchers(String kind) {
    return (int) metric("livecode.watchers?tag=kind:" + kind);
  }

  /** How many were cut off, for {@code lag} or for a {@code gap}. */
  public int cut(String reason) {
    return (int) metric("livecode.watchers.cut?tag=reason:" + reason);
  }

  private double metric(String name) {
    return json("/actuator/metrics/" + name).at("/measurements/0/value").asDouble(0);
  }

  /** The answer about the run, as soon as it has the status. */
  public JsonNode awaitStatus(UUID id, String status) {
    return await("run " + id + " to be " + status)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> execution(id), it -> status.equals(it.path("status").asString("")));
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }
}
