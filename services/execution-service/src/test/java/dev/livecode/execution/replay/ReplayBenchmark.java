package dev.livecode.execution.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.kafka.Topics;
import dev.livecode.execution.Load;
import dev.livecode.execution.ServiceProcess;
import dev.livecode.execution.TestDatabase;
import dev.livecode.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A replay of many events while runs go on, beside a floor: the same records consumed and the same
 * rows written by plain COPY. Called by {@code ./livecode bench replay}; its name keeps it out of
 * the tests.
 */
class ReplayBenchmark {

  private static final int FEW = 1_000;
  private static final int READS = 300;

  private final int events = Integer.getInteger("livecode.bench.events", 100_000);

  @TempDir Path folder;

  @Test
  void measure() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (var load = new Load(TestServers.kafka(), 1);
        var service = ServiceProcess.start(database, folder, "-Xmx192m")) {
      load.write(FEW);
      awaitAll(database, load);
      double fewMs = medianRead(service, load);
      long begun = System.nanoTime();
      while (load.events() < events) {
        load.write(1_000);
      }
      awaitAll(database, load);
      double living = load.events() / seconds(begun);
      print("living projection: %d events, %.0f a second", load.events(), living);
      print(
          "a read with %d stored runs: %.2f ms; with %d: %.2f ms",
          FEW, fewMs, load.expected().size(), medianRead(service, load));

      List<UUID> settled = List.copyOf(load.expected().keySet());
      // Runs go on at half of what the projection has just shown, during both.
      double floor = withLoad(load, living / 2, () -> Floor.measure(database.url(), load.events()));
      print("floor (consumed and copied, under load): %.0f events a second", floor);
      List<String> failures = Collections.synchronizedList(new ArrayList<>());
      double replay = withLoad(load, living / 2, () -> replay(service, load, settled, failures));
      print("replay (under load): %.0f events a second, %.2f of the floor", replay, replay / floor);
      assertThat(failures).as("reads that failed or went back").isEmpty();
      awaitAll(database, load);
      print("verification: %s", ended(service, "{\"verify\":true}"));
      print(
          "heap used at the end: %.0f of 192 MB",
          service
                  .json("/actuator/metrics/jvm.memory.used?tag=area:heap")
                  .at("/measurements/0/value")
                  .asDouble()
              / 1e6);
    }
  }

  private interface Measured {
    double run() throws Exception;
  }

  private static double withLoad(Load load, double eventsASecond, Measured measured)
      throws Exception {
    var stop = new AtomicBoolean();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              long begun = System.nanoTime();
              long before = load.events();
              while (!stop.get()) {
                load.write(20);
                double ahead = (load.events() - before) / eventsASecond - seconds(begun);
                if (ahead > 0) {
                  LockSupport.parkNanos((long) (ahead * 1e9));
                }
              }
            });
    try {
      return measured.run();
    } finally {
      stop.set(true);
      writing.join();
    }
  }

  private static double replay(
      ServiceProcess service, Load load, List<UUID> settled, List<String> failures) {
    List<UUID> ids = new ArrayList<>(settled.subList(0, 200));
    String id = service.post("/operations/replays", "{}").path("id").asString();
    long begun = System.nanoTime();
    while (true) {
      JsonNode now = service.json("/operations/replays/" + id);
      if (!now.path("state").asString().equals("RUNNING")) {
        print("%s", now);
        return now.path("records_read").asLong() / seconds(begun);
      }
      for (UUID run : ids.subList(0, 20)) {
        JsonNode seen = service.json("/executions/" + run);
        Load.Seen wanted = load.expected().get(run);
        if (wanted == null || !seen.path("stdout").asString().equals(wanted.stdout())) {
          failures.add(seen.toString());
        }
      }
      Collections.rotate(ids, 20);
    }
  }

  private static JsonNode ended(ServiceProcess service, String body) {
    String id = service.post("/operations/replays", body).path("id").asString();
    return await("the replay's end")
        .atMost(Duration.ofMinutes(30))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> service.json("/operations/replays/" + id),
            it -> !it.path("state").asString().equals("RUNNING"));
  }

  private static double medianRead(ServiceProcess service, Load load) {
    List<UUID> ids = new ArrayList<>(load.expected().keySet());
    Collections.shuffle(ids, new Random(1));
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < READS; i++) {
      long begun = System.nanoTime();
      service.json("/executions/" + ids.get(i));
      times.add((System.nanoTime() - begun) / 1e6);
    }
    Collections.sort(times);
    return times.get(READS / 2);
  }

  private static void awaitAll(TestDatabase database, Load load) {
    await("the view to have all")
        .atMost(Duration.ofMinutes(30))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                database
                        .jdbc()
                        .sql(
                            "SELECT coalesce(sum(next_offset), 0) FROM projection_offset WHERE topic_partition NOT LIKE ?")
                        .param("%" + Topics.RUN_CONTROLS + "%")
                        .query(Long.class)
                        .single()
                    >= load.events());
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static void print(String text, Object... values) {
    System.out.println("replay: " + text.formatted(values));
  }
}
