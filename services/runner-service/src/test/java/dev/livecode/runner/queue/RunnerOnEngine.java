package dev.livecode.runner.queue;

import static org.awaitility.Awaitility.await;

import dev.livecode.runner.RunnerApplication;
import dev.livecode.runner.sandbox.docker.PrivateEngine;
import dev.livecode.testing.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole runner over real Kafka and a Docker engine of the test's own. */
final class RunnerOnEngine implements AutoCloseable {

  static final String IMAGE =
      System.getProperty("livecode.sandbox.image", "livecode/sandbox:latest");

  private final ConfigurableApplicationContext context;

  private RunnerOnEngine(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RunnerOnEngine start(PrivateEngine engine, String image) {
    // A service with a web server takes '..' for a way out of its own resources.
    String sandbox = Path.of("../../infra/sandbox").toAbsolutePath().normalize() + "/";
    return new RunnerOnEngine(
        new SpringApplicationBuilder(RunnerApplication.class)
            .run(
                "--server.port=0",
                "--DOCKER_HOST=" + engine.host(),
                "--spring.kafka.bootstrap-servers=" + TestServers.kafka(),
                "--livecode.languages=" + sandbox + "languages",
                "--livecode.sandbox.image=" + image,
                "--livecode.sandbox.seccomp-profile=" + sandbox + "image/seccomp.json",
                "--livecode.sandbox.sweep-every=2s",
                "--livecode.runner.record-lock=15s",
                "--livecode.runner.slots=2"));
  }

  void awaitReadiness(int expected, Duration patience) {
    await("readiness " + expected).atMost(patience).until(() -> readiness() == expected);
  }

  int readiness() throws Exception {
    return health().statusCode();
  }

  HttpResponse<String> health() throws Exception {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    try (var client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
