package dev.livecode.execution.originals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.contracts.internal.EndedRuns;
import dev.livecode.contracts.internal.EndedRuns.EndedRun;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the session service asks in order to run something again. */
class OriginalsIntegrationTests {

  private static final JsonMapper JSON = new JsonMapper();

  private static LogWriter log;
  private static RunningService service;
  private static TestDatabase database;

  private final SampleRun run = SampleRun.create();

  @BeforeAll
  static void start() {
    log = new LogWriter(TestServers.kafka());
    database = TestDatabase.create();
    service = RunningService.start(database.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
  }

  @Test
  void theArchiveHasWhatWasAskedForAndWhatWasTypedInLogOrderEachOnce() {
    RunRequested requested = requested();
    StdinGiven second = typed(2, "36\n\0", true);
    EventEnvelope twice = EventEnvelope.of("/test", run.acceptedAt(), second);
    log.append(requested);
    log.append(twice);
    log.append(typed(1, "Ada\n", false));
    log.append(twice);
    log.append(run.completed(UUID.randomUUID()));
    service.awaitStatus(run.id(), "COMPLETED");

    // The request is in a topic of its own, which may come later.
    var answer =
        await("the request")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> service.get("/internal/archived-runs/" + run.id()),
                it -> it.statusCode() == 200);

    assertThat(JSON.readValue(answer.body(), ArchivedRun.class))
        .isEqualTo(new ArchivedRun(requested, List.of(second, typed(1, "Ada\n", false))));
  }

  @Test
  void whatTheArchiveDoesNotHaveIsNotFound() {
    assertThat(service.get("/internal/archived-runs/" + run.id()).statusCode()).isEqualTo(404);
    log.append(run.completed(UUID.randomUUID()));
    service.awaitStatus(run.id(), "COMPLETED");

    var answer = service.get("/internal/archived-runs/" + run.id());

    assertThat(answer.statusCode()).as("its end without its request").isEqualTo(404);
    assertThat(answer.body()).contains("EXECUTION_NOT_FOUND");
    assertThat(service.get("/internal/archived-runs/1").statusCode()).isEqualTo(400);
  }

  @Test
  void listedAreTheRunsOfALanguageAndTimeThatTheirProgramsHaveEnded() {
    Instant day = Instant.parse("2026-11-03T00:00:00Z");
    SampleRun first = at(day);
    SampleRun failed = at(day.plusSeconds(86_399));
    SampleRun late = at(day.plusSeconds(86_400));
    log.append(first.completed(UUID.randomUUID()));
    log.append(failed.finished(UUID.randomUUID(), Outcome.NON_ZERO_EXIT, 1));
    log.append(late.completed(UUID.randomUUID()));
    List<SampleRun> others = new ArrayList<>();
    for (Outcome none : List.of(Outcome.CANCELLED, Outcome.EXPIRED, Outcome.SYSTEM_ERROR)) {
      SampleRun other = at(day);
      log.append(other.finished(UUID.randomUUID(), none, 1));
      others.add(other);
    }
    SampleRun going = at(day);
    log.append(going.started(UUID.randomUUID()));
    service.awaitStatus(going.id(), "RUNNING");
    service.awaitStatus(late.id(), "COMPLETED");
    others.forEach(it -> service.awaitStatus(it.id(), "FAILED"));
    service.awaitStatus(failed.id(), "FAILED");
    service.awaitStatus(first.id(), "COMPLETED");

    EndedRuns page = ended("python", day, "");

    assertThat(page.runs())
        .containsExactlyInAnyOrder(
            new EndedRun(first.id(), first.session(), 12),
            new EndedRun(failed.id(), failed.session(), 12));
    assertThat(page.next()).isNull();
    assertThat(ended("java", day, "").runs()).isEmpty();
    EndedRun behind = page.runs().getFirst();
    assertThat(ended("python", day, "&behind=" + behind.executionId()).runs())
        .containsExactly(page.runs().getLast());
  }

  @Test
  void aLongListComesPageByPageAndHasEachOnce() {
    int runs = 2 * EndedRunPages.PAGE + 1;
    database
        .jdbc()
        .sql(
            """
            INSERT INTO execution (id, session_id, language, status, outcome, execution_time_ms,
              created_at)
            SELECT gen_random_uuid(), gen_random_uuid(), 'lua', 'COMPLETED', 'COMPLETED', 5,
              '2026-11-05T12:00:00Z' FROM generate_series(1, ?)
            """)
        .param(runs)
        .update();
    Instant day = Instant.parse("2026-11-05T00:00:00Z");
    List<UUID> listed = new ArrayList<>();
    int pages = 0;
    String behind = "";
    do {
      EndedRuns page = ended("lua", day, behind);
      page.runs().forEach(it -> listed.add(it.executionId()));
      behind = page.next() == null ? "" : "&behind=" + page.next();
      pages++;
    } while (!behind.isEmpty());

    assertThat(listed).hasSize(runs).doesNotHaveDuplicates();
    assertThat(pages).isEqualTo(3);
  }

  private static EndedRuns ended(String language, Instant day, String more) {
    String query =
        "?language=%s&from=%s&to=%s%s".formatted(language, day, day.plus(Duration.ofDays(1)), more);
    return JSON.readValue(service.get("/internal/ended-runs" + query).body(), EndedRuns.class);
  }

  private static SampleRun at(Instant time) {
    return new SampleRun(UUID.randomUUID(), UUID.randomUUID(), time);
  }

  private RunRequested requested() {
    return new RunRequested(
        run.id(),
        run.session(),
        null,
        "python",
        "print(input())\0",
        "in\0",
        List.of("one"),
        new RunLimits(5_000, 5_000, 134_217_728, 1_048_576),
        true,
        run.acceptedAt(),
        UUID.randomUUID());
  }

  private StdinGiven typed(long sequence, String text, boolean end) {
    return new StdinGiven(run.id(), sequence, text, end, run.acceptedAt());
  }
}
