package dev.livecode.execution.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.Outcome;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The runs of a session, and the runs that an operator looks for. */
class RunListsIntegrationTests {

  private static final TestDatabase DATABASE = TestDatabase.create();

  private static LogWriter log;
  private static RunningService service;

  private final UUID session = UUID.randomUUID();

  @BeforeAll
  static void start() {
    log = new LogWriter(TestServers.kafka());
    service = RunningService.start(DATABASE.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
  }

  @Test
  void theNewestRunComesFirstAndEachIsToldWithoutItsOutput() {
    SampleRun first = accepted(0);
    SampleRun second = accepted(1);
    UUID attempt = UUID.randomUUID();
    log.append(first.stdout(attempt, 0, "Hello"), first.completed(attempt), second.requested());
    service.awaitStatus(first.id(), "COMPLETED");
    service.awaitStatus(second.id(), "QUEUED");

    String told = service.get(path()).body();

    assertThat(told)
        .isEqualTo(
            """
            {"session_id":"%s","executions":[%s,%s],"more":false}"""
                .formatted(
                    session,
                    service.get("/executions/" + second.id()).body(),
                    service
                        .get("/executions/" + first.id())
                        .body()
                        .replace("\"stdout\":\"Hello\",\"stderr\":\"\",", "")));
  }

  @Test
  void pagesAreWholeWhileNewRunsCome() {
    List<SampleRun> runs = IntStream.range(0, 5).mapToObj(this::accepted).toList();
    requested(runs);

    JsonNode first = service.json(path() + "?limit=2");
    requested(List.of(accepted(6), accepted(7)));
    JsonNode second = service.json(path() + "?limit=2&cursor=" + next(first));
    JsonNode third = service.json(path() + "?limit=2&cursor=" + next(second));

    List<String> told = new ArrayList<>(ids(first));
    told.addAll(ids(second));
    told.addAll(ids(third));
    assertThat(told).isEqualTo(runs.reversed().stream().map(it -> it.id().toString()).toList());
    assertThat(third.path("more").asBoolean(true)).isFalse();
    assertThat(third.path("next_cursor").isMissingNode()).isTrue();
  }

  @Test
  void runsOfOneMillisecondAreToldOnceEach() {
    List<SampleRun> runs = IntStream.range(0, 4).mapToObj(_ -> accepted(0)).toList();
    requested(runs);

    JsonNode first = service.json(path() + "?limit=3");
    List<String> told = new ArrayList<>(ids(first));
    told.addAll(ids(service.json(path() + "?limit=3&cursor=" + next(first))));

    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(runs.stream().map(it -> it.id().toString()).toList());
  }

  @Test
  void aSessionWithoutRunsHasAnEmptyListAndSoHasAnyOtherId() {
    var answer = service.get(path());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"session_id\":\"%s\",\"executions\":[],\"more\":false}".formatted(session));
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void operatorsFindRunsByWhatTheyKnow() {
    Instant day = Instant.parse("2031-01-01T00:00:00Z");
    SampleRun waiting = new SampleRun(UUID.randomUUID(), session, day);
    SampleRun failed = new SampleRun(UUID.randomUUID(), session, day.plusSeconds(1));
    SampleRun later = new SampleRun(UUID.randomUUID(), session, day.plusSeconds(2));
    log.append(waiting.requested(), later.started(UUID.randomUUID(), "runner-x", 1));
    log.append(failed.finished(UUID.randomUUID(), Outcome.NON_ZERO_EXIT, 3));
    service.awaitStatus(waiting.id(), "QUEUED");
    service.awaitStatus(failed.id(), "FAILED");
    service.awaitStatus(later.id(), "RUNNING");

    assertThat(found("")).containsExactly(later.id(), failed.id(), waiting.id());
    assertThat(found("&to=2031-01-01T00:00:02Z")).containsExactly(failed.id(), waiting.id());
    assertThat(found("&status=QUEUED")).containsExactly(waiting.id());
    assertThat(found("&reason=NON_ZERO_EXIT&status=FAILED")).containsExactly(failed.id());
    assertThat(found("&reason=CANCELLED")).isEmpty();
    assertThat(found("&runner=runner-x&language=python")).containsExactly(later.id());
    assertThat(found("&language=klingon")).isEmpty();
    assertThat(service.get(operations("&status=RUNNING")).body())
        .contains("\"runner\":\"runner-x\"");
    JsonNode first = service.json(operations("&limit=1"));
    assertThat(ids(first)).containsExactly(later.id().toString());
    assertThat(found("&cursor=" + next(first))).containsExactly(failed.id(), waiting.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from=today            | from must be a time such as 2026-11-01T09:30:00.120Z
          to=%2B300000-01-01T00:00:00Z | to must be a time such as 2026-11-01T09:30:00.120Z
          from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z | from must be before to
          status=DONE           | status must be one of QUEUED, RUNNING, COMPLETED, FAILED, TIMEOUT
          reason=COMPLETED      | reason must be one of NON_ZERO_EXIT, SIGNALED
          language=a%00b        | language must be a name
          runner=               | runner must be a name
          limit=201             | limit must be a number from 1 to 200
          cursor=1.2            | cursor must be the next_cursor of another answer
          """)
  void whatCantBeReadIsRefusedInWords(String question, String says) {
    var answer = service.get("/operations/executions?" + question);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"VALIDATION_ERROR\",\"details\":[\"" + says);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=x", "?cursor=1.1", "?cursor=%00", "?limit="})
  void aSessionsListIsRefusedTheSameWay(String question) {
    assertThat(service.get(path() + question).statusCode()).isEqualTo(400);
    assertThat(service.get("/code-sessions/1/executions").body())
        .contains("session_id must be a UUID");
  }

  @Test
  void anotherMethodIsRefused() {
    assertThat(service.send("POST", path()).statusCode()).isEqualTo(405);
  }

  /** Reads as many rows as it tells, however many are stored. */
  @Test
  void listsAreReadFromAnIndexInTheirOrder() {
    DATABASE.execute(
        """
        INSERT INTO execution (id, session_id, language, status, created_at)
        SELECT gen_random_uuid(), CASE WHEN n %% 100 = 0 THEN '%s'::uuid ELSE gen_random_uuid() END,
          'python', 'QUEUED', timestamptz '2020-01-01' + n * interval '1 ms'
        FROM generate_series(1, 20000) n
        """
            .formatted(session),
        "ANALYZE execution");

    assertThat(
            plan(
                "WHERE session_id = '"
                    + session
                    + "' AND (created_at, id) < (now(), '"
                    + session
                    + "')"))
        .contains("Index Scan Backward using execution_by_session")
        .doesNotContain("Sort", "Filter");
    assertThat(plan("WHERE created_at < now()"))
        .contains("Index Scan Backward using execution_by_time")
        .doesNotContain("Sort");
    assertThat(service.json(path() + "?limit=200").path("executions").size()).isEqualTo(200);
  }

  private static String plan(String where) {
    return String.join(
        "\n",
        DATABASE
            .jdbc()
            .sql(
                "EXPLAIN SELECT * FROM execution "
                    + where
                    + " ORDER BY created_at DESC, id DESC LIMIT 20")
            .query(String.class)
            .list());
  }

  private SampleRun accepted(int afterMs) {
    return new SampleRun(
        UUID.randomUUID(), session, Instant.parse("2026-11-01T09:30:00.120Z").plusMillis(afterMs));
  }

  private static void requested(List<SampleRun> runs) {
    runs.forEach(it -> log.append(it.requested()));
    runs.forEach(it -> service.awaitStatus(it.id(), "QUEUED"));
  }

  private String path() {
    return "/code-sessions/" + session + "/executions";
  }

  private static String operations(String filter) {
    return "/operations/executions?from=2031-01-01T00:00:00Z" + filter;
  }

  private static List<UUID> found(String filter) {
    return ids(service.json(operations(filter))).stream().map(UUID::fromString).toList();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("executions")
        .valueStream()
        .map(it -> it.path("execution_id").asString())
        .toList();
  }

  private static String next(JsonNode page) {
    return page.path("next_cursor").asString();
  }
}
