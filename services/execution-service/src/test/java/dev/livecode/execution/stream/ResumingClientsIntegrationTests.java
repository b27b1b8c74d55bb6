package dev.livecode.execution.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.RunEvent;
import dev.livecode.execution.HeldProjection;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.execution.TestRegister;
import dev.livecode.execution.WatchingClient;
import dev.livecode.execution.WatchingClient.Event;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many clients of one run that go away at random moments and come again. */
class ResumingClientsIntegrationTests {

  private static final int CLIENTS = 20;
  private static final String LINE = "aé€\uD83D\uDE00 a line of the program ";

  private static TestDatabase database;
  private static TestRegister register;
  private static LogWriter log;
  private static RunningService service;

  private final long seed = new Random().nextLong();
  private final SampleRun run = SampleRun.create();
  private final UUID attempt = UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    log = new LogWriter(TestServers.kafka());
    register = new TestRegister();
    service =
        RunningService.start(database.url(), "livecode.session-service.url=" + register.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
    register.close();
  }

  @Test
  void missNothingAndSeeNothingTwice() {
    log.append(run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");
    List<CompletableFuture<List<Event>>> clients = clients();

    print(0, 300);
    log.append(run.completed(attempt));

    assertAllSeen(clients);
  }

  @Test
  void missNothingAlsoWhereTheViewIsLate() {
    log.append(run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");
    List<CompletableFuture<List<Event>>> clients = clients();

    print(0, 100);
    try (var _ = new HeldProjection(database)) {
      print(100, 300);
      log.append(run.completed(attempt));
    }

    assertAllSeen(clients);
  }

  /** Attempts that begin, write with gaps and twice, and end in any order; cancels in between. */
  @RepeatedTest(25)
  void seeInTheEndWhatTheAnswerHasWhateverTheLogSays() {
    var random = new Random(seed);
    register.issue(run);
    List<CompletableFuture<List<Event>>> clients = clients();
    List<UUID> attempts = Stream.generate(UUID::randomUUID).limit(3).toList();
    Map<UUID, Integer> written = new HashMap<>();

    for (int i = random.nextInt(60); i > 0; i--) {
      log.append(anything(attempts.get(random.nextInt(3)), written, random));
    }
    log.append(run.completed(attempts.get(random.nextInt(3))), run.cancelRequested());

    assertSeen(clients);
  }

  private RunEvent anything(UUID attempt, Map<UUID, Integer> written, Random random) {
    int last = written.getOrDefault(attempt, -6);
    return switch (random.nextInt(12)) {
      case 0 -> run.started(attempt, "runner", random.nextInt(1_000));
      case 1 -> random.nextInt(8) == 0 ? run.cancelRequested() : run.started(attempt);
      case 2 -> last < 0 ? run.started(attempt) : piece(attempt, last);
      default -> {
        int next = last + 6 + (random.nextInt(20) == 0 ? 3 : 0);
        written.put(attempt, next);
        yield piece(attempt, next);
      }
    };
  }

  private RunEvent piece(UUID attempt, int at) {
    return run.stdout(attempt, at, attempt.toString().charAt(0) + "%04d ".formatted(at));
  }

  /** Writes lines to both streams, cut anywhere. */
  private void print(int from, int to) {
    var random = new Random(seed);
    byte[] lines = LINE.repeat(to).getBytes(UTF_8);
    int line = LINE.getBytes(UTF_8).length;
    for (int at = from * line; at < to * line; ) {
      int length = Math.min(1 + random.nextInt(80), to * line - at);
      byte[] piece = Arrays.copyOfRange(lines, at, at + length);
      log.append(run.stdout(attempt, at, piece), run.stderr(attempt, at, piece));
      at += length;
    }
  }

  private List<CompletableFuture<List<Event>>> clients() {
    return IntStream.range(0, CLIENTS)
        .mapToObj(
            i ->
                CompletableFuture.supplyAsync(
                    () -> watchAll(new Random(seed + i)), Thread::startVirtualThread))
        .toList();
  }

  /** All events that a client got until the end, however often it went away. */
  private List<Event> watchAll(Random random) {
    List<Event> events = new ArrayList<>();
    while (events.isEmpty() || !"end".equals(events.getLast().name())) {
      String[] headers =
          events.isEmpty() ? new String[0] : new String[] {"Last-Event-ID", events.getLast().id()};
      int patience = random.nextInt(60);
      try (var client = WatchingClient.watch(service, run, headers)) {
        client.await("some events", it -> it.isOver() || it.events().size() > patience);
        events.addAll(client.events());
      }
    }
    return events;
  }

  private void assertAllSeen(List<CompletableFuture<List<Event>>> clients) {
    assertSeen(clients);
    assertThat(service.execution(run.id()).path("stdout").asString()).isEqualTo(LINE.repeat(300));
    for (CompletableFuture<List<Event>> events : clients) {
      assertThat(events.join()).extracting(Event::name).doesNotContain("reset");
    }
  }

  private void assertSeen(List<CompletableFuture<List<Event>>> clients) {
    List<List<Event>> seen = clients.stream().map(CompletableFuture::join).toList();
    JsonNode answer = service.execution(run.id());
    for (List<Event> events : seen) {
      for (String stream : List.of("stdout", "stderr")) {
        assertThat(WatchingClient.shown(stream, events))
            .as("%s, seed %d", stream, seed)
            .isEqualTo(answer.path(stream).asString());
      }
      assertThat(events).extracting(Event::name).containsOnlyOnce("end");
    }
  }
}
