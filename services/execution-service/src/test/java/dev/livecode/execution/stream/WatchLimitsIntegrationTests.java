package dev.livecode.execution.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.execution.TestRegister;
import dev.livecode.execution.WatchingClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WatchLimitsIntegrationTests {

  private static final String FROM = "X-Forwarded-For";
  private static final String ONE = "203.0.113.1";
  private static final String OTHER = "203.0.113.2";

  private static TestRegister register;
  private static RunningService service;

  private final SampleRun run = SampleRun.create();
  private final List<WatchingClient> clients = new ArrayList<>();

  @BeforeAll
  static void start() {
    register = new TestRegister();
    service =
        RunningService.start(
            TestDatabase.create().url(),
            "livecode.session-service.url=" + register.url(),
            "livecode.watch.per-address=2",
            "livecode.watch.per-instance=3",
            "livecode.watch.heartbeat=100ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    register.close();
  }

  @AfterEach
  void everySeatIsGivenBack() {
    clients.forEach(WatchingClient::close);
    await("clients that are gone to be noticed")
        .atMost(Duration.ofSeconds(20))
        .until(() -> service.watchers("stream") + service.watchers("wait"), is -> is == 0);
  }

  @Test
  void oneAddressHasSoManyStreamsAndWaitsAndNoMore() {
    register.issue(run);
    watch(ONE);
    watch(ONE);

    for (String path : List.of("/stream", "?wait=10s")) {
      var refused = service.get("/executions/" + run.id() + path, FROM, ONE);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(refused.body())
          .isEqualTo(
              """
              {"error":"Too many requests. Please wait a moment.","code":"TOO_MANY_REQUESTS",\
              "details":["At most 2 streams and waits at once from one address"],\
              "retry_after_ms":5000}""");
    }
    assertThat(watch(OTHER).response().statusCode()).isEqualTo(200);
    assertThat(service.get("/executions/" + run.id(), FROM, ONE).statusCode()).isEqualTo(200);
  }

  @Test
  void oneInstanceHasSoManyAndNoMore() {
    register.issue(run);
    watch(ONE);
    watch(ONE);
    watch(OTHER);

    var refused = service.get("/executions/" + run.id() + "/stream", FROM, OTHER);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body())
        .isEqualTo(
            """
            {"error":"Service unavailable","code":"UNAVAILABLE",\
            "details":["All places for streams and waits are taken"],"retry_after_ms":1000}""");
  }

  private WatchingClient watch(String address) {
    WatchingClient client = WatchingClient.watch(service, run, FROM, address);
    clients.add(client);
    return client;
  }
}
