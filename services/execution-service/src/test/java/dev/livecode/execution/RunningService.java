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
import java.util.ArrayList;
import java.util.List;
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
    List<String> arguments = new ArrayList<>();
    for (String setting :
        List.of(
            "server.port=0",
            "spring.datasource.url=" + databaseUrl,
            "spring.datasource.username=" + PostgresBinaries.USER,
            "spring.datasource.password=" + TestServers.POSTGRES_PASSWORD,
            "spring.kafka.consumer.group-id=test-" + UUID.randomUUID(),
            "livecode.projection.retry-backoff=100ms")) {
      arguments.add("--" + setting);
    }
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    if (List.of(settings).stream().noneMatch(s -> s.startsWith("spring.kafka.bootstrap"))) {
      arguments.add("--spring.kafka.bootstrap-servers=" + TestServers.kafka());
    }
    var application = new SpringApplication(ExecutionServiceApplication.class);
    return new RunningService(application.run(arguments.toArray(String[]::new)));
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path);
  }

  public HttpResponse<String> send(String method, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port() + path);
    var request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("No answer to " + method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public JsonNode json(String path) {
    return JSON.readTree(get(path).body());
  }

  public JsonNode execution(UUID id) {
    return json("/executions/" + id);
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
