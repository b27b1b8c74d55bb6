package dev.livecode.execution.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.Outcome;
import dev.livecode.execution.HeldProjection;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.execution.TestRegister;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /executions/{id}?wait=}, with a real Kafka and a real PostgreSQL. */
class WaitIntegrationTests {

  private static TestDatabase database;
  private static TestRegister register;
  private static LogWriter log;
  private static RunningService service;

  private final SampleRun run = SampleRun.create();
  private final UUID attempt = UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    register = new TestRegister();
    log = new LogWriter(TestServers.kafka());
    service =
        RunningService.start(database.url(), "livecode.session-service.url=" + register.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
    register.close();
  }

  @AfterEach
  void nothingIsLeftOfAWait() {
    await("seats to be free").until(() -> service.watchers("wait"), is -> is == 0);
    assertThat(service.bean(Hub.class).isForgotten()).isTrue();
  }

  @Test
  void isAnsweredWhenTheRunHasEnded() {
    log.append(run.requested(), run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");

    var answer = waitFor(run, "30s");
    log.append(run.stdout(attempt, 0, "Hello World\n"), run.completed(attempt));

    assertThat(answer.join().body())
        .contains("\"status\":\"COMPLETED\"", "Hello World")
        .isEqualTo(service.get("/executions/" + run.id()).body());
    assertThat(answer.join().headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void isAnsweredWhenARunThatNobodyToldOfYetHasEnded() {
    register.issue(run);

    var answer = waitFor(run, "30s");
    log.append(run.requested(), run.started(attempt), run.finished(attempt, Outcome.CPU_TIME, 1));

    assertThat(answer.join().body()).contains("\"status\":\"TIMEOUT\"");
  }

  @Test
  void isAnsweredWhenTheRunIsCancelledInTheQueue() {
    register.issue(run);

    var answer = waitFor(run, "30s");
    log.append(run.cancelRequested());

    assertThat(answer.join().body()).contains("\"FAILED\"", "\"reason\":\"CANCELLED\"");
  }

  @Test
  void goesOnWhereACancelDoesNotEndTheRun() {
    log.append(run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");

    var answer = waitFor(run, "30s");
    log.append(run.cancelRequested(), run.stdout(attempt, 0, "own"), run.completed(attempt));

    assertThat(answer.join().body()).contains("\"COMPLETED\"", "\"stdout\":\"own\"");
  }

  @Test
  void isAnsweredOnlyWhenTheViewHasTheEnd() {
    log.append(run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");
    CompletableFuture<HttpResponse<String>> answer;
    try (var _ = new HeldProjection(database)) {
      answer = waitFor(run, "30s");
      log.append(run.stdout(attempt, 0, "late"), run.completed(attempt));
      await().during(Duration.ofSeconds(1)).until(() -> !answer.isDone());
    }
    assertThat(answer.join().body()).contains("\"COMPLETED\"", "\"stdout\":\"late\"");
  }

  @Test
  void isAnsweredWithWhatIsKnownWhenTheTimeIsOver() {
    log.append(run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");
    long before = System.nanoTime();

    var answer = service.get("/executions/" + run.id() + "?wait=400ms");

    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(400_000_000L);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"RUNNING\"");
  }

  @Test
  void isAnsweredInTimeAlsoWhenTheViewIsBehind() {
    log.append(run.started(attempt));
    service.awaitStatus(run.id(), "RUNNING");
    try (var _ = new HeldProjection(database)) {
      log.append(run.completed(attempt));

      assertThat(service.get("/executions/" + run.id() + "?wait=300ms").body())
          .contains("\"RUNNING\"");
    }
    service.awaitStatus(run.id(), "COMPLETED");
  }

  @Test
  void takesNoTimeForARunThatHasEnded() {
    log.append(run.completed(attempt));
    service.awaitStatus(run.id(), "COMPLETED");
    long before = System.nanoTime();

    assertThat(service.get("/executions/" + run.id() + "?wait=30s").body()).contains("COMPLETED");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "10", "s", "-1s", "1m", "31s", "30001ms", "1.5s", "1s&wait=2s"})
  void isRefusedWhenMalformedOrTooLong(String wait) {
    var answer = service.get("/executions/" + UUID.randomUUID() + "?wait=" + wait);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"VALIDATION_ERROR\"", "[\"wait must be ");
  }

  @Test
  void neverBeginsForAnIdThatWasNeverIssued() {
    var answer = service.get("/executions/" + UUID.randomUUID() + "?wait=30s");

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void isAnsweredWithWhatIsKnownWhenTheServiceStops() {
    log.append(run.started(attempt));
    CompletableFuture<HttpResponse<String>> answer;
    try (var stopping = RunningService.start(database.url())) {
      stopping.awaitStatus(run.id(), "RUNNING");
      answer = waitFor(stopping, run, "30s");
    }
    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(answer.join().body()).contains("\"RUNNING\"");
  }

  private static CompletableFuture<HttpResponse<String>> waitFor(SampleRun run, String time) {
    return waitFor(service, run, time);
  }

  /** Returns when the service waits. */
  private static CompletableFuture<HttpResponse<String>> waitFor(
      RunningService service, SampleRun run, String time) {
    String path = "/executions/" + run.id() + "?wait=" + time;
    var answer = CompletableFuture.supplyAsync(() -> service.get(path));
    await("it to wait").until(() -> service.watchers("wait"), is -> is == 1);
    return answer;
  }
}
