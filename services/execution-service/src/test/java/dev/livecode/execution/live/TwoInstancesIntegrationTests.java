package dev.livecode.execution.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.execution.WatchingClient;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each projects some partitions; both hear all. */
class TwoInstancesIntegrationTests {

  private static final int RUNS = 20;

  private final TestDatabase database = TestDatabase.create();

  @Test
  void everyRunIsFollowedAtBothWhicheverProjectsIt() {
    String group = "spring.kafka.consumer.group-id=test-" + UUID.randomUUID();
    try (var log = new LogWriter(TestServers.kafka());
        var one = RunningService.start(database.url(), group);
        var two = RunningService.start(database.url(), group)) {
      List<SampleRun> runs = Stream.generate(SampleRun::create).limit(RUNS).toList();
      UUID attempt = UUID.randomUUID();
      runs.forEach(run -> log.append(run.started(attempt)));
      runs.forEach(run -> two.awaitStatus(run.id(), "RUNNING"));
      List<WatchingClient> clients = new ArrayList<>();
      List<CompletableFuture<String>> waits = new ArrayList<>();
      for (SampleRun run : runs) {
        for (RunningService service : List.of(one, two)) {
          clients.add(WatchingClient.watch(service, run));
          String path = "/executions/" + run.id() + "?wait=30s";
          waits.add(CompletableFuture.supplyAsync(() -> service.get(path).body()));
        }
      }
      await("all to wait").until(() -> one.watchers("wait") + two.watchers("wait"), is -> is > 2);

      runs.forEach(run -> log.append(run.stdout(attempt, 0, "Hello"), run.completed(attempt)));

      waits.forEach(it -> assertThat(it.join()).contains("COMPLETED", "\"stdout\":\"Hello\""));
      for (WatchingClient client : clients) {
        client.awaitOver();
        assertThat(client.stdout()).isEqualTo("Hello");
        assertThat(client.names()).containsExactly("status", "stdout", "end");
        client.close();
      }
    }
  }
}
