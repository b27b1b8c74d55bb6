package dev.livecode.local.bench;

import dev.livecode.local.client.Answer;
import dev.livecode.local.client.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Runs programs as a client does: press Run, then poll until a terminal status is seen. */
final class PublicRuns {

  private static final Duration POLL = Duration.ofMillis(2);
  // All clients together ask as often, however many they are: what is compared is the queue, and
  // not how much of the machine the asking takes.
  private static final Duration POLL_PER_CLIENT = Duration.ofMillis(10);

  private final ApiClient api;

  PublicRuns(ApiClient api) {
    this.api = api;
  }

  /**
   * One after the other, polling every 2 ms.
   *
   * @param warmUp runs before that, which don't count
   * @param pause before each that counts, as a person makes one
   */
  List<Observed> inARow(String language, String source, int warmUp, int times, Duration pause)
      throws IOException, InterruptedException {
    String session = session(language, source);
    var observed = new ArrayList<Observed>();
    for (int run = -warmUp; run < times; run++) {
      Thread.sleep(run < 0 ? Duration.ZERO : pause);
      Observed one = once(session, POLL);
      if (run >= 0) {
        observed.add(one);
      }
    }
    return observed;
  }

  /** Each way in turn, so that all see the same machine: polled, waited for, and bare. */
  List<Ways> inTurn(String language, String source, BareServer bare, int times, Duration pause)
      throws IOException, InterruptedException {
    String session = session(language, source);
    waited(session);
    bare.run(language, source);
    List<Ways> ways = new ArrayList<>();
    for (int run = 0; run < times; run++) {
      Thread.sleep(pause);
      Observed polled = once(session, POLL);
      Thread.sleep(pause);
      Timed waited = waited(session);
      Thread.sleep(pause);
      ways.add(new Ways(polled, waited, bare.run(language, source)));
    }
    return ways;
  }

  /** The same program, run one after the other in three ways. */
  record Ways(Observed polled, Timed waited, Timed bare) {}

  private Timed waited(String session) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Answer ended = api.call("POST", "/code-sessions/" + session + "/run?wait=10s", null);
    Duration total = Duration.ofNanos(System.nanoTime() - begun);
    if (!ended.text("status").equals("COMPLETED")) {
      throw new IOException("A run did not complete: " + ended);
    }
    return new Timed(total, Duration.ofMillis(ended.body().path("execution_time_ms").asLong()));
  }

  /** So many clients at once, each with a session of its own and one run at a time. */
  AtOnce atOnce(String language, String source, int clients, int runs)
      throws InterruptedException, IOException, ExecutionException {
    List<Callable<List<Duration>>> work = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      String session = session(language, source);
      int share = Math.max(1, runs / clients);
      work.add(() -> repeat(session, share, POLL_PER_CLIENT.multipliedBy(clients)));
    }
    return AtOnce.of(work);
  }

  private List<Duration> repeat(String session, int times, Duration poll)
      throws IOException, InterruptedException {
    var durations = new ArrayList<Duration>();
    for (int run = 0; run < times; run++) {
      durations.add(once(session, poll).total());
    }
    return durations;
  }

  private Observed once(String session, Duration poll) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Answer accepted = api.run(session, Map.of());
    Duration call = Duration.ofNanos(System.nanoTime() - begun);
    if (accepted.status() != 200) {
      throw new IOException("A run was refused: " + accepted);
    }
    Answer ended = api.awaitEnd(accepted.text("execution_id"), poll);
    Duration total = Duration.ofNanos(System.nanoTime() - begun);
    if (!ended.text("status").equals("COMPLETED")) {
      throw new IOException("A run did not complete: " + ended);
    }
    return Observed.of(total, call, Instant.now(), ended);
  }

  private String session(String language, String source) throws IOException, InterruptedException {
    String session = api.open(language).text("session_id");
    api.save(session, language, source);
    return session;
  }
}
