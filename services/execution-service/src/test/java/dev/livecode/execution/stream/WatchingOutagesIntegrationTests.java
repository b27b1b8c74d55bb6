package dev.livecode.execution.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.embedded.KafkaBroker;
import dev.livecode.execution.HeldProjection;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.execution.WatchingClient;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TcpProxy;
import dev.livecode.testing.TestServers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What watching clients notice when something goes away. */
class WatchingOutagesIntegrationTests {

  private static final String OFTEN = "livecode.watch.heartbeat=200ms";

  private final TestDatabase database = TestDatabase.create();
  private final SampleRun run = SampleRun.create();
  private final UUID attempt = UUID.randomUUID();

  @Test
  void whileKafkaIsAwayStreamsStayOpenAndThenGoOn(@TempDir Path folder) throws Exception {
    int port = TestServers.freePort();
    int controller = TestServers.freePort();
    String servers = "127.0.0.1:" + port;
    RunningService service = null;
    WatchingClient client = null;
    try {
      try (var _ = KafkaBroker.start(folder, port, controller);
          var admin = Admin.create(Map.of("bootstrap.servers", servers));
          var log = new LogWriter(servers)) {
        TopicSettings.singleBroker().createMissing(admin);
        service =
            RunningService.start(
                database.url(), "spring.kafka.bootstrap-servers=" + servers, OFTEN);
        log.append(run.started(attempt), run.stdout(attempt, 0, "before, "));
        service.awaitStatus(run.id(), "RUNNING");
        client = WatchingClient.watch(service, run).awaitEvent("stdout");
      }
      int silent = client.others().size();
      client.await("some heartbeats", it -> it.others().size() > silent + 10);
      try (var _ = KafkaBroker.start(folder, port, controller);
          var log = new LogWriter(servers)) {
        log.append(run.stdout(attempt, 8, "and after"), run.completed(attempt));
        client.awaitOver();

        assertThat(client.stdout()).isEqualTo("before, and after");
        assertThat(client.names()).containsExactly("status", "stdout", "stdout", "end");
        service.close();
        service = null;
      }
    } finally {
      if (service != null) {
        service.close();
      }
    }
  }

  @Test
  void aServiceThatStartsWithoutKafkaShowsWhatItKnowsAndLetsClientsComeAgain(@TempDir Path folder)
      throws Exception {
    int port = TestServers.freePort();
    int controller = TestServers.freePort();
    String kafka = "spring.kafka.bootstrap-servers=127.0.0.1:" + port;
    try (var _ = KafkaBroker.start(folder, port, controller);
        var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port));
        var log = new LogWriter("127.0.0.1:" + port)) {
      TopicSettings.singleBroker().createMissing(admin);
      try (var service = RunningService.start(database.url(), kafka)) {
        log.append(run.started(attempt), run.stdout(attempt, 0, "before, "));
        service.awaitStatus(run.id(), "RUNNING");
      }
    }
    try (var service = RunningService.start(database.url(), kafka, OFTEN);
        var client = WatchingClient.watch(service, run).awaitEvent("stdout")) {
      assertThat(client.stdout()).isEqualTo("before, ");
      assertThat(service.get("/executions/" + run.id() + "?wait=300ms").body()).contains("RUNNING");
      try (var _ = KafkaBroker.start(folder, port, controller);
          var log = new LogWriter("127.0.0.1:" + port)) {
        client.awaitOver();
        assertThat(client.names()).doesNotContain("end");
        try (var again = WatchingClient.resume(service, run, client.events().getLast().id())) {
          log.append(run.stdout(attempt, 8, "and after"), run.completed(attempt));
          again.awaitOver();

          assertThat(again.stdout()).isEqualTo("and after");
          assertThat(again.names()).containsExactly("status", "stdout", "end");
        }
      }
    }
  }

  @Test
  void whereTheLogLacksWhatComesNextEverybodyIsCutOff(@TempDir Path folder) throws Exception {
    int port = TestServers.freePort();
    String servers = "127.0.0.1:" + port;
    try (var _ = KafkaBroker.start(folder, port, TestServers.freePort());
        var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      TopicSettings.singleBroker().createMissing(admin);
      try (var service =
              RunningService.start(database.url(), "spring.kafka.bootstrap-servers=" + servers);
          var log = new LogWriter(servers)) {
        log.append(run.started(attempt), run.stdout(attempt, 0, "x"));
        service.awaitStatus(run.id(), "RUNNING");
        try (var client = WatchingClient.watch(service, run).awaitEvent("stdout")) {
          admin.deleteTopics(List.of(Topics.RUN_EVENTS)).all().get();
          await("the topic to be new")
              .ignoreExceptions()
              .until(
                  () -> {
                    TopicSettings.singleBroker().createMissing(admin);
                    return admin.listTopics().names().get().contains(Topics.RUN_EVENTS);
                  });

          client.awaitOver();
          assertThat(client.names()).doesNotContain("end");
          assertThat(service.cut("gap")).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void whileTheDatabaseIsAwayNoStreamBeginsAndThoseThatDidGoOn() throws Exception {
    URI server = URI.create(database.url().substring("jdbc:".length()));
    try (var proxy = new TcpProxy(server.getPort());
        var log = new LogWriter(TestServers.kafka());
        var service =
            RunningService.start(
                database.url().replace(":" + server.getPort() + "/", ":" + proxy.port() + "/"),
                "spring.datasource.hikari.connection-timeout=500",
                OFTEN)) {
      log.append(run.started(attempt));
      service.awaitStatus(run.id(), "RUNNING");
      try (var client = WatchingClient.watch(service, run).awaitEvent("status")) {
        proxy.cut();
        log.append(run.stdout(attempt, 0, "seen at once"), run.completed(attempt));
        client.awaitEvent("stdout");

        var refused = service.get("/executions/" + run.id() + "/stream");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body()).contains("\"UNAVAILABLE\"", "The database can't answer now");
        assertThat(client.isOver()).isFalse();

        proxy.restore();
        client.awaitOver();
        assertThat(client.names()).containsExactly("status", "stdout", "end");
      }
    }
  }

  @Test
  void whoWatchesAServiceThatStopsIsSentAwayAtOnce() {
    try (var log = new LogWriter(TestServers.kafka())) {
      log.append(run.started(attempt), run.stdout(attempt, 0, "x"));
      var service = RunningService.start(database.url());
      service.awaitStatus(run.id(), "RUNNING");
      try (var client = WatchingClient.watch(service, run).awaitEvent("stdout")) {
        long before = System.nanoTime();
        service.close();

        client.awaitOver();
        assertThat(client.names()).doesNotContain("end");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
            .as("time to stop, of which calls under way may take 10 s")
            .isLessThan(Duration.ofSeconds(9));
      }
    }
  }

  @Test
  void aViewThatIsBehindForLongIsSaidToBe() {
    try (var log = new LogWriter(TestServers.kafka());
        var service = RunningService.start(database.url(), "livecode.watch.patience=300ms")) {
      log.append(run.started(attempt));
      service.awaitStatus(run.id(), "RUNNING");
      try (var _ = new HeldProjection(database)) {
        log.append(run.completed(attempt));
        await("the hub to have heard it")
            .untilAsserted(
                () -> {
                  var refused = service.get("/executions/" + run.id() + "/stream");
                  assertThat(refused.statusCode()).isEqualTo(503);
                  assertThat(refused.body()).contains("What is known of the execution is behind");
                });
      }
    }
  }
}
