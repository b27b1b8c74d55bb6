package dev.livecode.execution.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.execution.RunningService;
import dev.livecode.execution.SampleRun;
import dev.livecode.execution.TestDatabase;
import dev.livecode.execution.TestRegister;
import dev.livecode.testing.LogWriter;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events of a run, as clients and as operators ask for them. */
class HistoryIntegrationTests {

  private static final TestDatabase DATABASE = TestDatabase.create();

  private static final JsonMapper JSON = new JsonMapper();

  private static TestRegister register;
  private static LogWriter log;
  private static RunningService service;

  private final SampleRun run = SampleRun.create();
  private final UUID attempt = UUID.randomUUID();

  @BeforeAll
  static void start() {
    register = new TestRegister();
    log = new LogWriter(TestServers.kafka());
    service = start("livecode.session-service.url=" + register.url());
  }

  private static RunningService start(String setting) {
    return RunningService.start(
        DATABASE.url(), setting, "livecode.session-service.read-timeout=300ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
    register.close();
  }

  @AfterEach
  void mendTheRegister() {
    register.breakWith(0);
  }

  @Test
  void aRunIsToldInTheOrderOfTheLogBehindItsRequest() {
    log.append(run.started(attempt, "runner-secret", 100), run.stdout(attempt, 0, "Hello"));
    log.append(run.completed(attempt), run.requested("print('text')"));
    awaitEvents(4);

    JsonNode told = service.json(path());

    assertThat(told.path("execution_id").asString()).isEqualTo(run.id().toString());
    assertThat(told.path("more").asBoolean(true)).isFalse();
    assertThat(texts(told, "type"))
        .containsExactly("run.requested", "run.started", "run.output", "run.finished");
    assertThat(texts(told, "position")).containsExactly("0", "1", "2", "3");
    assertThat(told.path("events").get(2))
        .hasToString(
            """
            {"position":2,"type":"run.output","version":1,"time":"2026-11-01T09:30:01.000Z",\
            "attempt":"%s","data":{"stream":"STDOUT","offset":0,"bytes":5}}"""
                .formatted(attempt));
  }

  @Test
  void noWordOfHowItIsStoredOrWhereItRanIsTold() {
    log.append(run.requested(), run.started(attempt, "runner-secret", 100));
    awaitEvents(2);

    String told = service.get(path() + "?data=true").body();

    assertThat(told)
        .contains("print('Hello World')")
        .doesNotContain("secret", "partition", "livecode.run", "/test", "ce_id", "topic");
    assertThat(service.get(path()).body()).doesNotContain("Hello World");
  }

  @Test
  void pagesFollowEachOtherAndWhatComesLaterFollowsTheLast() {
    log.append(run.requested(), run.started(attempt), run.stdout(attempt, 0, "a"));
    awaitEvents(3);

    JsonNode first = service.json(path() + "?limit=2");
    JsonNode second = service.json(path() + "?limit=2&cursor=" + next(first));
    JsonNode none = service.json(path() + "?cursor=" + next(second));
    log.append(run.completed(attempt));
    awaitEvents(4);
    JsonNode later = service.json(path() + "?cursor=" + next(none));

    assertThat(texts(first, "position")).containsExactly("0", "1");
    assertThat(first.path("more").asBoolean(false)).isTrue();
    assertThat(texts(second, "position")).containsExactly("2");
    assertThat(second.path("more").asBoolean(true)).isFalse();
    assertThat(texts(none, "position")).isEmpty();
    assertThat(texts(later, "type")).containsExactly("run.finished");
  }

  @Test
  void aRequestThatComesLateIsToldAllTheSame() {
    log.append(run.started(attempt));
    awaitEvents(1);
    JsonNode first = service.json(path());
    log.append(run.requested());
    awaitEvents(2);

    assertThat(texts(service.json(path() + "?cursor=" + next(first)), "type"))
        .containsExactly("run.requested");
    assertThat(texts(service.json(path()), "position")).containsExactly("0", "1");
  }

  @Test
  void anEventThatCameTwiceIsToldAsSuch() {
    var request = EventEnvelope.of("/test", run.acceptedAt(), run.requested());
    var started = EventEnvelope.of("/test", run.acceptedAt(), run.started(attempt));
    List.of(request, request, started, started).forEach(log::append);
    log.append(run.completed(attempt));
    awaitEvents(5);

    JsonNode told = service.json(path());

    assertThat(texts(told, "position")).containsExactly("0", "0", "1", "2", "3");
    assertThat(texts(told, "duplicate_of")).containsExactly("", "0", "", "1", "");
    assertThat(texts(service.json(path() + "?limit=1&cursor=1.0"), "duplicate_of"))
        .as("also where the first lies on another page")
        .containsExactly("0");
  }

  @Test
  void aRecordThatIsNoEventKeepsItsPlace() {
    log.append(run.started(attempt));
    log.append(
        new ProducerRecord<>(Topics.RUN_EVENTS, run.id().toString(), "{nonsense".getBytes(UTF_8)));
    log.append(new ProducerRecord<>(Topics.RUN_EVENTS, "x".repeat(5_000), new byte[0]));
    log.append(run.completed(attempt));
    awaitEvents(3);

    JsonNode told = service.json(path() + "?data=true");
    JsonNode operated = service.json("/operations" + path() + "?data=true");

    assertThat(told.path("events").get(1)).hasToString("{\"position\":2,\"unreadable\":true}");
    assertThat(texts(told, "position")).containsExactly("1", "2", "3");
    assertThat(operated.at("/events/1/record/data_base64").asString()).isEqualTo("e25vbnNlbnNl");
    assertThat(service.json("/operations/executions/" + run.id()).path("position").asInt())
        .isEqualTo(3);
  }

  @Test
  void aLargePageIsCutByItsBytesAndNothingIsMissing() {
    byte[] chunk = new byte[64 * 1024];
    log.append(run.requested("\u0001".repeat(256 * 1024)));
    for (int i = 0; i < 32; i++) {
      log.append(run.stdout(attempt, (long) i * chunk.length, chunk));
    }
    awaitEvents(33);

    List<String> positions = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    JsonNode page;
    do {
      String body = service.get(path() + "?data=true&limit=1000&cursor=" + cursor).body();
      assertThat(body.length()).isLessThan(2 * Histories.PAGE_BYTES);
      page = JSON.readTree(body);
      positions.addAll(texts(page, "position"));
      cursor = next(page);
      pages++;
    } while (page.path("more").asBoolean(false));

    assertThat(positions).hasSize(33).doesNotHaveDuplicates();
    assertThat(pages).isBetween(4, 6);
  }

  @Test
  void aRebuildChangesNoWordOfIt() {
    var started = EventEnvelope.of("/test", run.acceptedAt(), run.started(attempt));
    log.append(run.requested(), run.stdout(attempt, 0, "a"));
    List.of(started, started).forEach(log::append);
    log.append(run.completed(attempt));
    awaitEvents(5);
    String before = service.get("/operations" + path() + "?data=true").body();

    DATABASE.execute("TRUNCATE execution, output_chunk, event_archive, projection_offset");
    service.close();
    service = start("livecode.session-service.url=" + register.url());
    awaitEvents(5);

    assertThat(service.get("/operations" + path() + "?data=true").body()).isEqualTo(before);
  }

  @Test
  void anAcceptedRunOfWhichTheLogSaysNothingYetHasNoEvents() {
    register.issue(run);

    assertThat(service.get(path()).body())
        .isEqualTo(
            """
            {"execution_id":"%s","events":[],"next_cursor":"0.0","more":false}"""
                .formatted(run.id()));
    assertThat(service.get("/operations/executions/" + run.id()).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/executions/%s/events",
        "/operations/executions/%s/events",
        "/operations/executions/%s"
      })
  void anIdThatWasNeverIssuedIsNotFoundAndAnOutageIsNot(String path) {
    var never = service.get(path.formatted(run.id()));
    register.breakWith(500);
    var unknown = service.get(path.formatted(run.id()));

    assertThat(never.statusCode()).isEqualTo(404);
    assertThat(never.body()).contains("\"code\":\"EXECUTION_NOT_FOUND\"");
    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(unknown.headers().firstValue("Retry-After")).contains("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /events?limit=0       | limit must be a number from 1 to 1000
          /events?limit=1&limit=2 | limit must be a number from 1 to 1000
          /events?cursor=x      | cursor must be the next_cursor of another answer
          /events?cursor=1.%00  | cursor must be the next_cursor of another answer
          /events?data=1        | data must be true or false
          ?at=yesterday         | at must be a time such as 2026-11-01T09:30:00.120Z
          ?position=last        | position must be a number from 0 to 999999999999
          ?position=1&at=2026-11-01T09:30:00.120Z | ask with at or with position, not with both
          """)
  void whatCantBeReadIsRefusedInWords(String question, String says) {
    String path = "/executions/" + run.id() + question;
    List<String> paths =
        question.startsWith("/")
            ? List.of(path, "/operations" + path)
            : List.of("/operations" + path);

    for (String it : paths) {
      var answer = service.get(it);
      assertThat(answer.statusCode()).as(it).isEqualTo(400);
      assertThat(answer.body()).contains("\"details\":[\"" + says + "\"]");
    }
  }

  @Test
  void anOperatorSeesTheRecordToo() {
    var envelope = EventEnvelope.of("/runner/7", run.acceptedAt(), run.started(attempt));
    var record =
        KafkaRecords.toProducerRecord(Topics.RUN_EVENTS, new RunEventCodec().encode(envelope));
    record.headers().add("more", new byte[] {(byte) 0xff});
    log.append(record);
    awaitEvents(1);

    JsonNode event = service.json("/operations" + path() + "?data=true").at("/events/0");

    assertThat(event.path("type").asString()).isEqualTo("run.started");
    assertThat(event.at("/record/topic").asString()).isEqualTo(Topics.RUN_EVENTS);
    assertThat(event.at("/record/offset").isIntegralNumber()).isTrue();
    assertThat(event.at("/record/partition").isIntegralNumber()).isTrue();
    assertThat(event.at("/record/key").asString()).isEqualTo(run.id().toString());
    assertThat(event.at("/record/producer").asString()).isEqualTo("/runner/7");
    assertThat(event.at("/record/headers").toString())
        .contains("[\"ce_id\",\"" + envelope.id() + "\"]", "[\"more\",{\"base64\":\"/w==\"}]");
    assertThat(event.at("/record/data/runner").asString()).isEqualTo("runner-1");
    assertThat(service.json("/operations" + path()).at("/events/0/record/data").isMissingNode())
        .isTrue();
  }

  @Test
  void anOperatorSeesWhereARunStood() {
    log.append(EventEnvelope.of("/test", run.acceptedAt(), run.requested()));
    log.append(EventEnvelope.of("/test", run.acceptedAt().plusMillis(100), run.started(attempt)));
    log.append(EventEnvelope.of("/test", run.acceptedAt().plusMillis(112), run.completed(attempt)));
    awaitEvents(3);
    String path = "/operations/executions/" + run.id();

    assertThat(service.json(path + "?at=2026-11-01T09:30:00.219Z").toString())
        .isEqualTo(
            """
            {"execution":{"execution_id":"%s","status":"QUEUED",\
            "created_at":"2026-11-01T09:30:00.120Z","session_id":"%s","language":"python"},\
            "position":0,"later":true}"""
                .formatted(run.id(), run.session()));
    assertThat(service.json(path + "?position=1").at("/execution/status").asString())
        .isEqualTo("RUNNING");
    assertThat(service.json(path + "?position=1").at("/execution/runner").asString())
        .isEqualTo("runner-1");
    assertThat(service.json(path).at("/execution/status").asString()).isEqualTo("COMPLETED");
    var before = service.get(path + "?at=2026-11-01T09:30:00.119Z");
    assertThat(before.statusCode()).isEqualTo(404);
    assertThat(before.body()).contains("The archive has nothing of it up to there");
  }

  private String path() {
    return "/executions/" + run.id() + "/events";
  }

  private void awaitEvents(int count) {
    await(count + " records in the archive")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                DATABASE
                    .jdbc()
                    .sql("SELECT count(*) FROM event_archive WHERE record_key = :key")
                    .param("key", run.id().toString().getBytes(UTF_8))
                    .query(Integer.class)
                    .single(),
            it -> it == count);
  }

  private static String next(JsonNode page) {
    return page.path("next_cursor").asString();
  }

  private static List<String> texts(JsonNode page, String field) {
    return page.path("events").valueStream().map(it -> it.path(field).asString("")).toList();
  }
}
