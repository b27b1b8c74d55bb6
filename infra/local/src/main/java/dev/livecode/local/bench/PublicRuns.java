package dev.livecode.local.bench;

import dev.livecode.local.client.Answer;
import dev.livecode.local.client.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs programs as a client does: press Run, then poll every 2 ms until a terminal status is seen.
 */
final class PublicRuns {

  private static final Duration POLL = Duration.ofMillis(2);
  private static final Duration LAZY_POLL = Duration.ofMillis(25);

  private final ApiClient api;

  PublicRuns(ApiClient api) {
    this.api = api;
  }

  /** One after the other, from the run call to the terminal status. */
  Sample inARow(String language, String source, int warmUp, int times)
      throws IOException, InterruptedException {
    String session = session(language, source);
    var durations = new ArrayList<Duration>();
    for (int run = -warmUp; run < times; run++) {
      Duration took = once(session, POLL);
      if (run >= 0) {
        durations.add(took);
      }
    }
    return Sample.of(durations);
  }

  /** So many clients at once, each with a session of its own; runs per second over the whole. */
  Row atOnce(String table, String language, String source, int clients, int runs)
      throws InterruptedException, IOException, ExecutionException {
    List<Callable<List<Duration>>> work = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      String session = session(language, source);
      int share = Math.max(1, runs / clients);
      work.add(() -> repeat(session, share));
    }
    long begun = System.nanoTime();
    var durations = new ArrayList<Duration>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Duration>> done : executor.invokeAll(work)) {
        durations.addAll(done.get());
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Row(table, clients + " at once", Sample.of(durations), durations.size() / seconds);
  }

  private List<Duration> repeat(String session, int times)
      throws IOException, InterruptedException {
    var durations = new ArrayList<Duration>();
    for (int run = 0; run < times; run++) {
      durations.add(once(session, LAZY_POLL));
    }
    return durations;
  }

  private Duration once(String session, Duration poll) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Answer accepted = api.run(session, Map.of());
    if (accepted.status() != 200) {
      throw new IOException("A run was refused: " + accepted);
    }
    Answer ended = api.awaitEnd(accepted.text("execution_id"), poll);
    if (!ended.text("status").equals("COMPLETED")) {
      throw new IOException("A run did not complete: " + ended);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private String session(String language, String source) throws IOException, InterruptedException {
    String session = api.open(language).text("session_id");
    api.save(session, language, source);
    return session;
  }
}
