package dev.livecode.execution;

import static org.awaitility.Awaitility.await;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.PartProcess;
import dev.livecode.testing.TestServers;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The service in a process of its own, which may be killed at any moment. */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = TestServers.freePort();
  private final TestDatabase database;
  private final File log;
  private final String[] options;
  private Process process;

  private ServiceProcess(TestDatabase database, File log, String... options) throws IOException {
    this.database = database;
    this.log = log;
    this.options = options;
    this.process = start();
  }

  /** Starts it, with further options of the virtual machine, and waits until it is ready. */
  public static ServiceProcess start(TestDatabase database, Path folder, String... options)
      throws IOException {
    var service =
        new ServiceProcess(database, folder.resolve("execution-service.log").toFile(), options);
    service.awaitReady();
    return service;
  }

  private Process start() throws IOException {
    return PartProcess.start(
        ExecutionServiceApplication.class,
        Map.of(
            "SERVER_PORT",
            String.valueOf(port),
            "SPRING_DATASOURCE_URL",
            database.url(),
            "SPRING_DATASOURCE_USERNAME",
            PostgresBinaries.USER,
            "SPRING_DATASOURCE_PASSWORD",
            TestServers.POSTGRES_PASSWORD,
            "SPRING_KAFKA_BOOTSTRAP_SERVERS",
            TestServers.kafka(),
            "SPRING_KAFKA_CONSUMER_GROUP_ID",
            "test-" + port,
            "LIVECODE_REPLAY_LOOK",
            "100ms",
            "LIVECODE_REPLAY_LEASE",
            "1s"),
        log,
        options);
  }

  /** As when its machine loses power. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void startAgain() throws IOException {
    process = start();
  }

  public void awaitReady() {
    await("the service to be ready, see " + log)
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> send("GET", "/actuator/health/readiness", "").statusCode() == 200);
  }

  /** What it answers with 200. */
  public JsonNode json(String path) {
    return read(send("GET", path, ""));
  }

  public JsonNode post(String path, String json) {
    return read(send("POST", path, json));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return RunningService.read(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("No answer to " + method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
    http.close();
  }
}
