package dev.livecode.runner.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.embedded.KafkaBroker;
import dev.livecode.runner.deadletters.Operator;
import dev.livecode.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageIntegrationTests {

  @TempDir private Path data;

  private final int port = TestServers.freePort();
  private final int controllerPort = TestServers.freePort();

  private KafkaBroker startBroker() throws Exception {
    KafkaBroker broker = KafkaBroker.start(data, port, controllerPort);
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      TopicSettings.singleBroker().createMissing(admin);
    }
    return broker;
  }

  private String servers() {
    return "127.0.0.1:" + port;
  }

  @Test
  void aRunnerThatStartsBeforeKafkaJoinsWhenItComes() throws Exception {
    try (var runner = TestRunner.start(servers(), FakeSandbox.echoing(), Map.of())) {
      assertThat(runner.kafkaTrouble()).isNotEmpty();
      try (var _ = startBroker();
          var log = new Log(servers())) {
        RunRequested run = log.request("early bird");
        assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
        await("readiness").until(() -> runner.kafkaTrouble().isEmpty());
        runner.close();
      }
    }
  }

  @Test
  void aRunThatEndsWhileKafkaIsAwayIsToldWhenItIsBack() throws Exception {
    var running = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var sandbox =
        new FakeSandbox(
            (_, _) -> {
              running.countDown();
              mayEnd.await();
            });
    KafkaBroker broker = startBroker();
    RunRequested run;
    try (var log = new Log(servers())) {
      run = log.request("patience");
    }
    try (var runner = TestRunner.start(servers(), sandbox, Map.of())) {
      running.await();
      broker.close();
      await("the outage is seen")
          .atMost(Duration.ofSeconds(20))
          .until(() -> !runner.kafkaTrouble().isEmpty());
      mayEnd.countDown();
      broker = startBroker();
      try (var log = new Log(servers())) {
        assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
        log.awaitNoLag();
        assertThat(log.deadLetters()).isEmpty();
      }
      runner.close();
    } finally {
      broker.close();
    }
  }

  @Test
  void aRunThatLivesThroughARestartOfKafkaEndsAndIsSettled() throws Exception {
    var running = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var sandbox =
        new FakeSandbox(
            (_, _) -> {
              running.countDown();
              mayEnd.await();
            });
    KafkaBroker broker = startBroker();
    try (var runner = TestRunner.start(servers(), sandbox, Map.of())) {
      RunRequested run;
      try (var log = new Log(servers())) {
        run = log.request("restart");
      }
      running.await();
      broker.close();
      broker = startBroker();
      mayEnd.countDown();
      try (var log = new Log(servers())) {
        assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
        log.awaitNoLag();
        assertThat(log.endsOf(run)).extracting("outcome").containsOnly(Outcome.COMPLETED);
        assertThat(log.deadLetters()).isEmpty();
      }
      runner.close();
    } finally {
      broker.close();
    }
  }

  @Test
  void anOperatorIsToldThatKafkaIsAway() throws Exception {
    KafkaBroker broker = startBroker();
    try (var runner =
        TestRunner.start(servers(), FakeSandbox.echoing(), Map.of("server.port", "0"))) {
      var operator = new Operator(runner.url());
      assertThat(operator.lists().status()).isEqualTo(200);
      broker.close();
      for (var answer : List.of(operator.lists(), operator.redrivesAll("{\"all\":true}"))) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("error").asString()).startsWith("Kafka does not answer");
      }
    }
  }

  @Test
  void languagesAreAnnouncedWhenKafkaComes() throws Exception {
    try (var _ = TestRunner.start(servers(), FakeSandbox.echoing(), Map.of());
        var _ = startBroker();
        var log = new Log(servers())) {
      await("all versions")
          .atMost(Duration.ofSeconds(60))
          .until(() -> log.versions().keySet().containsAll(Set.of("java", "javascript", "python")));
      assertThat(log.versions())
          .as("the first line that says something")
          .containsEntry("python", "python3 1.2.3");
    }
  }
}
