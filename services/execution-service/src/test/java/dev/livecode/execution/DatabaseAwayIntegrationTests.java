package dev.livecode.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TcpProxy;
import dev.livecode.testing.TestServers;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatabaseAwayIntegrationTests {

  private final TestDatabase database = TestDatabase.create();
  private final SampleRun run = SampleRun.create();
  private final UUID attempt = UUID.randomUUID();

  @Test
  void nothingMovesWhileItIsAwayAndNothingIsMissingAfterwards() throws Exception {
    URI server = URI.create(database.url().substring("jdbc:".length()));
    try (var proxy = new TcpProxy(server.getPort());
        var log = new LogWriter(TestServers.kafka());
        var service =
            RunningService.start(
                database.url().replace(":" + server.getPort() + "/", ":" + proxy.port() + "/"),
                "spring.datasource.hikari.connection-timeout=500")) {
      log.append(run.requested(), run.started(attempt));
      service.awaitStatus(run.id(), "RUNNING");

      proxy.cut();
      log.append(run.stdout(attempt, 0, "Hello"), run.completed(attempt));

      var refused = service.get("/executions/" + run.id());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.body())
          .isEqualTo(
              """
              {"error":"Service unavailable","code":"UNAVAILABLE",\
              "details":["The database can't answer now"],"retry_after_ms":1000}""");
      await("the projection to say that it waits")
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> service.json("/actuator/health/readiness"),
              health ->
                  "DOWN".equals(health.at("/components/projection/status").asString(""))
                      && "DOWN".equals(health.at("/components/db/status").asString("")));
      assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
      assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

      proxy.restore();

      assertThat(service.awaitStatus(run.id(), "COMPLETED").path("stdout").asString())
          .isEqualTo("Hello");
      await("readiness")
          .atMost(Duration.ofSeconds(30))
          .until(() -> service.get("/actuator/health/readiness").statusCode(), is -> is == 200);
    }
  }
}
