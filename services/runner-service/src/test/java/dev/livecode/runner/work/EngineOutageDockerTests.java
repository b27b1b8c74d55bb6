package dev.livecode.runner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunRequested;
import dev.livecode.embedded.TestServers;
import dev.livecode.runner.RunnerApplication;
import dev.livecode.runner.sandbox.docker.OnPrivateEngine;
import dev.livecode.runner.sandbox.docker.PrivateEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole runner over real Kafka and an engine that goes away, in one way or another, while
 * programs run.
 */
@ExtendWith(OnPrivateEngine.class)
class EngineOutageDockerTests {

  private static final Duration AWAY =
      Duration.ofSeconds(Boolean.getBoolean("livecode.test.full") ? 30 : 8);
  private static final Duration SEEN = Duration.ofSeconds(15);
  private static final Duration BACK = Duration.ofSeconds(60);

  private final PrivateEngine engine;
  private final List<RunRequested> runs = new ArrayList<>();

  EngineOutageDockerTests(PrivateEngine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void isUp() throws Exception {
    engine.start();
  }

  @Test
  void whatWasQueuedWhenTheEngineStoppedEndsOnceItIsBack() throws Exception {
    survives(engine::stop);
  }

  @Test
  void whatWasQueuedWhenTheEngineCrashedEndsOnceItIsBack() throws Exception {
    survives(engine::kill);
  }

  @Test
  void whatWasQueuedWhenTheEngineFrozeEndsOnceItGoesOn() throws Exception {
    survives(engine::freeze);
  }

  @Test
  void aRunnerThatFindsNoEngineWaitsForItAndForTheImage() throws Exception {
    String late = "livecode/late-" + UUID.randomUUID();
    engine.stop();
    try (ConfigurableApplicationContext runner = startRunner(late + ":1")) {
      awaitReadiness(runner, 503, SEEN);
      engine.start();
      await("the reason is said")
          .atMost(BACK)
          .until(() -> health(runner).body().contains("There is no sandbox image '" + late));
      engine.nameImage(late, "1");
      awaitReadiness(runner, 200, BACK);
    }
  }

  private void survives(Outage outage) throws Exception {
    try (ConfigurableApplicationContext runner = startRunner();
        var log = new Log(TestServers.kafka())) {
      awaitReadiness(runner, 200, BACK);
      ask(log, 24);
      await("some have ended, and more run").atMost(BACK).until(() -> hasEnded(log, runs.get(1)));
      outage.begin();
      awaitReadiness(runner, 503, SEEN);
      long endedBefore = ended(log);
      assertThat(endedBefore).as("work is left").isLessThan(runs.size());
      ask(log, 6);
      await("nothing is taken for done while the engine is away")
          .during(AWAY)
          .atMost(AWAY.plusSeconds(30))
          .until(
              () ->
                  ended(log) == endedBefore
                      && log.lag() == runs.size() - endedBefore
                      && readiness(runner) == 503);
      engine.start();
      awaitReadiness(runner, 200, BACK);
      runs.forEach(run -> assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED));
      log.awaitNoLag();
      assertThat(runs).allSatisfy(run -> assertThat(log.endsOf(run)).hasSize(1));
      assertThat(log.deadLetters()).noneSatisfy(it -> assertThat(isOurs(it.key())).isTrue());
    }
  }

  private ConfigurableApplicationContext startRunner() {
    return startRunner(System.getProperty("livecode.sandbox.image", "livecode/sandbox:latest"));
  }

  private ConfigurableApplicationContext startRunner(String image) {
    // A service with a web server takes '..' for a way out of its own resources.
    String sandbox = Path.of("../../infra/sandbox").toAbsolutePath().normalize() + "/";
    return new SpringApplicationBuilder(RunnerApplication.class)
        .run(
            "--server.port=0",
            "--DOCKER_HOST=" + engine.host(),
            "--spring.kafka.bootstrap-servers=" + TestServers.kafka(),
            "--livecode.languages=" + sandbox + "languages",
            "--livecode.sandbox.image=" + image,
            "--livecode.sandbox.seccomp-profile=" + sandbox + "image/seccomp.json",
            "--livecode.runner.record-lock=15s",
            "--livecode.runner.slots=2");
  }

  private void ask(Log log, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      runs.add(log.request("import time; time.sleep(0.5) # " + runs.size()));
    }
  }

  private long ended(Log log) {
    return runs.stream().filter(run -> hasEnded(log, run)).count();
  }

  private static boolean hasEnded(Log log, RunRequested run) {
    return !log.endsOf(run).isEmpty();
  }

  private boolean isOurs(String key) {
    return runs.stream().anyMatch(run -> run.executionId().toString().equals(key));
  }

  private static void awaitReadiness(
      ConfigurableApplicationContext runner, int expected, Duration patience) {
    await("readiness " + expected).atMost(patience).until(() -> readiness(runner) == expected);
  }

  private static int readiness(ConfigurableApplicationContext runner) throws Exception {
    return health(runner).statusCode();
  }

  private static HttpResponse<String> health(ConfigurableApplicationContext runner)
      throws Exception {
    String port = runner.getEnvironment().getRequiredProperty("local.server.port");
    try (var client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  /** How the engine goes. */
  private interface Outage {
    void begin() throws Exception;
  }
}
