package dev.livecode.execution.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.Outcome;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /executions/{id}/stream}, with a real Kafka and a real PostgreSQL. */
class StreamIntegrationTests {

  private static TestDatabase database;
  private static TestRegister register;
  private static LogWriter log;
  private static RunningService service;

  private final SampleRun run = SampleRun.create();
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    register = new TestRegister();
    log = new LogWriter(TestServers.kafka());
    service =
        RunningService.start(
            database.url(),
            "livecode.session-service.url=" + register.url(),
            "livecode.watch.heartbeat=1s");
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
    register.close();
  }

  @Test
  void tellsARunFromTheQueueToItsEndAsItHappens() {
    register.issue(run);
    try (var client = WatchingClient.watch(service, run)) {
      client.awaitEvent("status");
      log.append(run.requested(), run.started(first));
      client.await("the run to begin", it -> it.names().size() == 2);
      log.append(run.stdout(first, 0, "Hello "));
      client.awaitEvent("stdout");
      log.append(run.stderr(first, 0, "oh"), run.stdout(first, 6, "World\n"));
      log.append(run.completed(first));
      client.awaitOver();

      String id = run.id() + "." + first;
      assertThat(client.events())
          .extracting(it -> it.name() + " " + it.id() + " " + it.data())
          .containsExactly(
              """
              status %s.0.0.0 {"execution_id":"%s","status":"QUEUED",\
              "created_at":"2026-11-01T09:30:00.120Z","session_id":"%s","language":"python"}"""
                  .formatted(run.id(), run.id(), run.session()),
              """
              status %s.0.0 {"execution_id":"%s","status":"RUNNING",\
              "created_at":"2026-11-01T09:30:00.120Z","started_at":"2026-11-01T09:30:00.220Z",\
              "session_id":"%s","language":"python","attempt":"%s"}"""
                  .formatted(id, run.id(), run.session(), first),
              "stdout " + id + ".6.0 {\"text\":\"Hello \",\"offset\":0}",
              "stderr " + id + ".6.2 {\"text\":\"oh\",\"offset\":0}",
              "stdout " + id + ".12.2 {\"text\":\"World\\n\",\"offset\":6}",
              "end " + run.id() + ".end " + withoutOutput());
      assertThat(client.response().statusCode()).isEqualTo(200);
      assertThat(client.response().headers().map())
          .containsEntry("content-type", List.of("text/event-stream"))
          .containsEntry("cache-control", List.of("no-store"))
          .containsEntry("x-accel-buffering", List.of("no"));
      assertThat(client.others()).startsWith(": ", "retry: 1000");
    }
  }

  private String withoutOutput() {
    var answer = (ObjectNode) service.execution(run.id());
    answer.remove(List.of("stdout", "stderr"));
    return answer.toString();
  }

  @Test
  void saysInSilenceThatItIsThere() {
    log.append(run.started(first));
    try (var client = watchStarted()) {
      client.await("a heartbeat", it -> it.others().size() > 3);

      assertThat(client.others()).containsOnly(": ", "retry: 1000");
    }
  }

  @Test
  void tellsAnEndedRunInFullToEverybodyAndGoesOnBehindEveryEvent() {
    log.append(run.started(first), run.stdout(first, 0, bytes("aé€\uD83D\uDE00b").first()));
    log.append(run.stdout(first, 9, bytes("aé€\uD83D\uDE00b").rest()), run.stderr(first, 0, "e"));
    try (var client = watchStarted()) {
      client.await("what is cut in a character", it -> it.stdout().endsWith("b"));
      log.append(run.stdout(first, 11, "more"), run.completed(first));
      client.awaitOver();
      List<Event> live = client.events();
      assertSeen(client, "aé€\uD83D\uDE00bmore", "e");

      try (var late = WatchingClient.watch(service, run).awaitOver()) {
        assertSeen(late, "aé€\uD83D\uDE00bmore", "e");
        assertThat(late.names()).startsWith("status").endsWith("end").doesNotContain("reset");
        for (List<Event> told : List.of(live, late.events())) {
          told.stream().filter(it -> !"end".equals(it.name())).forEach(it -> resumes(told, it));
        }
      }
    }
  }

  private void resumes(List<Event> told, Event last) {
    List<Event> before = told.subList(0, told.indexOf(last) + 1);
    try (var client = WatchingClient.resume(service, run, last.id()).awaitOver()) {
      List<Event> all = new ArrayList<>(before);
      all.addAll(client.events());
      assertThat(WatchingClient.shown("stdout", all)).isEqualTo("aé€\uD83D\uDE00bmore");
      assertThat(WatchingClient.shown("stderr", all)).isEqualTo("e");
      assertThat(client.names()).startsWith("status").endsWith("end").doesNotContain("reset");
    }
  }

  private record Cut(byte[] first, byte[] rest) {}

  /** The last character but one is cut. */
  private static Cut bytes(String text) {
    byte[] all = text.getBytes(UTF_8);
    return new Cut(Arrays.copyOf(all, 9), Arrays.copyOfRange(all, 9, all.length));
  }

  @Test
  void whatIsNoTextIsReplacedAsInTheAnswer() {
    byte[] bytes = {'a', (byte) 0xff, (byte) 0xe2, (byte) 0x82};
    log.append(run.started(first), run.stdout(first, 0, bytes), run.completed(first));
    service.awaitStatus(run.id(), "COMPLETED");

    try (var client = WatchingClient.watch(service, run).awaitOver()) {
      assertSeen(client, "a\uFFFD\uFFFD", "");
    }
  }

  @Test
  void anotherAttemptResetsWhatWasShown() {
    log.append(run.started(first), run.stdout(first, 0, "of the first"));
    try (var client = watchStarted()) {
      client.awaitEvent("stdout");
      String position = client.events().getLast().id();
      log.append(
          run.started(second, "runner-2", 500),
          run.stdout(first, 12, " too late"),
          run.stdout(second, 0, "of the "));
      client.await("the second attempt", it -> it.stdout().equals("of the "));
      log.append(run.stdout(second, 7, "second"), run.completed(second));
      client.awaitOver();

      assertThat(client.names())
          .containsExactly("status", "stdout", "status", "reset", "stdout", "stdout", "end");
      assertThat(client.events().get(2).id()).as("not told of the reset yet").isEqualTo(position);
      assertThat(client.events().get(3).id()).isEqualTo(run.id() + "." + second + ".0.0");
      assertSeen(client, "of the second", "");

      try (var resumed = WatchingClient.resume(service, run, position).awaitOver()) {
        assertThat(resumed.names()).containsExactly("status", "reset", "stdout", "end");
        assertSeen(resumed, "of the second", "");
      }
    }
  }

  @Test
  void anotherAttemptResetsNothingWhereNothingWasShown() {
    log.append(run.started(first));
    try (var client = watchStarted()) {
      log.append(run.started(second, "runner-2", 500), run.stdout(second, 0, "x"));
      log.append(run.completed(second));
      client.awaitOver();

      assertThat(client.names()).containsExactly("status", "status", "stdout", "end");
    }
  }

  @Test
  void theAttemptThatEndsTheRunIsToldInFull() {
    log.append(run.started(first), run.stdout(first, 0, "of the first"));
    log.append(run.started(second, "runner-2", 500), run.stdout(second, 0, "of the second"));
    try (var client = watchStarted()) {
      client.await("the second attempt", it -> it.stdout().equals("of the second"));
      log.append(run.stderr(first, 0, "and more"), run.completed(first));
      client.awaitOver();

      assertThat(client.names()).endsWith("reset", "stdout", "stderr", "end");
      assertSeen(client, "of the first", "and more");
    }
  }

  @Test
  void whatIsToldAgainAsAnotherAttemptIsShownOnce() {
    log.append(run.started(first), run.stdout(first, 0, "Hello "));
    try (var client = watchStarted()) {
      client.awaitEvent("stdout");
      log.append(
          run.started(second),
          run.stdout(second, 0, "Hello "),
          run.stdout(second, 6, "World"),
          run.completed(second));
      client.awaitOver();

      assertSeen(client, "Hello World", "");
    }
  }

  @Test
  void aGapInTheLogIsToldAsTheAnswerHasIt() {
    log.append(run.started(first), run.stdout(first, 0, "one "));
    try (var client = watchStarted()) {
      log.append(run.stdout(first, 8, "three"), run.stdout(first, 13, " four"));
      log.append(run.completed(first));
      client.awaitOver();

      assertSeen(client, "one three four", "");
      try (var late = WatchingClient.watch(service, run).awaitOver()) {
        assertSeen(late, "one three four", "");
        try (var resumed =
            WatchingClient.resume(service, run, late.events().get(1).id()).awaitOver()) {
          assertThat(late.events().get(1).data().path("text").asString() + resumed.stdout())
              .isEqualTo("one three four");
        }
      }
    }
  }

  @Test
  void aRunThatIsCancelledInTheQueueEndsWithoutAnAttempt() {
    register.issue(run);
    try (var client = WatchingClient.watch(service, run)) {
      log.append(run.cancelRequested(), run.cancelRequested());
      client.awaitOver();

      assertThat(client.names()).containsExactly("status", "end");
      assertThat(client.events().getLast().data().path("reason").asString()).isEqualTo("CANCELLED");
    }
  }

  @Test
  void aCancelThatDoesNotEndTheRunIsNoEnd() {
    log.append(run.started(first));
    try (var client = watchStarted()) {
      log.append(run.cancelRequested(), run.stdout(first, 0, "kept"));
      log.append(run.finished(first, Outcome.CANCELLED, 1));
      client.awaitOver();

      assertThat(client.names()).containsExactly("status", "stdout", "end");
    }
  }

  @Test
  void nothingIsMissingAndNothingDoubledWhenTheViewIsLate() {
    log.append(run.started(first), run.stdout(first, 0, "0 "));
    service.awaitStatus(run.id(), "RUNNING");
    List<WatchingClient> clients = new ArrayList<>();
    List<RunEvent> rest = new ArrayList<>();
    for (int i = 1; i < 400; i++) {
      rest.add(run.stdout(first, 2L * i, i % 10 + " "));
    }
    try (var _ = new HeldProjection(database)) {
      log.append(rest.subList(0, 200).toArray(RunEvent[]::new));
      Thread.ofVirtual().start(() -> clients.add(WatchingClient.watch(service, run)));
      await().during(Duration.ofSeconds(2)).until(clients::isEmpty);
    }
    await("the stream to begin").until(() -> !clients.isEmpty());
    try (var client = clients.getFirst()) {
      log.append(rest.subList(200, 399).toArray(RunEvent[]::new));
      log.append(run.completed(first));
      client.awaitOver();

      assertSeen(client, service.execution(run.id()).path("stdout").asString(), "");
      assertThat(client.stdout()).hasSize(800);
    }
  }

  @Test
  void anEndIsToldOnlyWhenTheViewHasIt() {
    log.append(run.started(first));
    try (var client = watchStarted()) {
      try (var _ = new HeldProjection(database)) {
        log.append(run.stdout(first, 0, "seen at once"), run.completed(first));
        client.awaitEvent("stdout");
        await()
            .during(Duration.ofMillis(1_500))
            .until(() -> !client.names().contains("end") && !client.isOver());
        assertThat(service.execution(run.id()).path("status").asString()).isEqualTo("RUNNING");
      }
      client.awaitOver();
      assertSeen(client, "seen at once", "");
    }
  }

  @Test
  void whoWasToldMoreThanThereIsBeginsAnew() {
    log.append(run.started(first), run.stdout(first, 0, "little"));
    service.awaitStatus(run.id(), "RUNNING");
    try (var client =
        WatchingClient.resume(service, run, run.id() + "." + first + ".7.0").awaitEvent("stdout")) {
      assertThat(client.names()).containsExactly("status", "reset", "stdout");
      assertThat(client.stdout()).isEqualTo("little");
    }
  }

  @Test
  void whoWasToldAnEndThatIsNotKnownBeginsAnew() {
    log.append(run.started(first), run.stdout(first, 0, "x"));
    service.awaitStatus(run.id(), "RUNNING");
    try (var client = WatchingClient.resume(service, run, run.id() + ".end").awaitEvent("stdout")) {
      assertThat(client.names()).containsExactly("status", "reset", "stdout");
    }
  }

  @Test
  void whoWasToldTheEndNeedNotComeAgain() {
    log.append(run.completed(first));
    service.awaitStatus(run.id(), "COMPLETED");
    String path = "/executions/" + run.id() + "/stream";

    var answer = service.get(path + "?last_event_id=" + run.id() + ".end");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    try (var client = WatchingClient.resume(service, run, run.id() + ".end")) {
      assertThat(client.response().statusCode()).isEqualTo(204);
    }
  }

  @Test
  void theParameterCountsWhereThereIsNoHeader() {
    log.append(run.started(first), run.stdout(first, 0, "Hello"), run.completed(first));
    service.awaitStatus(run.id(), "COMPLETED");
    String parameter = "/stream?last_event_id=" + run.id() + "." + first + ".3.0";

    assertThat(service.get("/executions/" + run.id() + parameter).body())
        .contains("{\"text\":\"lo\",\"offset\":3}")
        .doesNotContain("reset");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0192f0c1-7a00-7000-8000-000000000000.end", "x.0.0.0"})
  void aPositionInAnotherRunIsRefused(String id) {
    log.append(run.completed(first));
    service.awaitStatus(run.id(), "COMPLETED");

    var answer = service.get("/executions/" + run.id() + "/stream?last_event_id=" + id);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":"Validation error","code":"VALIDATION_ERROR",\
            "details":["Last-Event-ID must be one that a stream of this execution gave"]}""");
  }

  @Test
  void anIdThatWasNeverIssuedIsNotFound() {
    var answer = service.get("/executions/" + UUID.randomUUID() + "/stream");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("EXECUTION_NOT_FOUND");
  }

  @Test
  void whoOnlyAsksForTheHeadersIsNotKept() {
    log.append(run.started(first));
    service.awaitStatus(run.id(), "RUNNING");

    var answer = service.send("HEAD", "/executions/" + run.id() + "/stream");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
  }

  /** Of a run that has begun. */
  private WatchingClient watchStarted() {
    service.awaitStatus(run.id(), "RUNNING");
    return WatchingClient.watch(service, run);
  }

  private void assertSeen(WatchingClient client, String stdout, String stderr) {
    assertThat(client.stdout()).isEqualTo(stdout);
    assertThat(client.stderr()).isEqualTo(stderr);
    assertThat(service.execution(run.id()).path("stdout").asString()).isEqualTo(stdout);
    assertThat(service.execution(run.id()).path("stderr").asString()).isEqualTo(stderr);
    assertThat(client.names()).containsOnlyOnce("end");
  }
}
