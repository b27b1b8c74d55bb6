package dev.livecode.session.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.session.testing.AtOnce;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RunCallIntegrationTests extends RunningService {

  @Test
  void anAcceptedRunIsInTheLogWithAllThatItNeeds() {
    String source = "print('\0 \uD83D\uDE00')";
    UUID session = calls().open(source);

    Answer answer =
        calls()
            .send(
                "POST",
                "/code-sessions/" + session + "/run",
                """
                {"stdin":"a\\u0000b","arguments":["x","\\ud83d\\ude00"],
                 "limits":{"wall_time_ms":1000,"memory_bytes":33554432},"unknown":1}
                """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().propertyNames()).containsExactly("execution_id", "status");
    assertThat(answer.field("status")).isEqualTo("QUEUED");
    UUID execution = UUID.fromString(answer.field("execution_id"));
    assertThat(execution.version()).isEqualTo(7);
    RunRequested event = requested(session);
    assertThat(event.executionId()).isEqualTo(execution);
    assertThat(event.sourceCode()).isEqualTo(source);
    assertThat(event.stdin()).isEqualTo("a\0b");
    assertThat(event.arguments()).containsExactly("x", "\uD83D\uDE00");
    assertThat(event.limits()).isEqualTo(new RunLimits(1000, 5000, 33_554_432, 1_048_576));
    assertThat(calls().get("/code-sessions/" + session).field("active_execution_id"))
        .isEqualTo(execution.toString());
  }

  private RunRequested requested(UUID session) {
    await().atMost(10, SECONDS).until(() -> !LOG.requestsOf(session).isEmpty());
    return LOG.requestsOf(session).getFirst();
  }

  @Test
  void theLargestRunGetsThrough() {
    UUID session = calls().open("\u0001".repeat(256 * 1024));

    String stdin = "\\u0001".repeat(100 * 1024) + "a".repeat(156 * 1024);
    Answer answer =
        calls().send("POST", "/code-sessions/" + session + "/run", "{\"stdin\":\"" + stdin + "\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(requested(session).stdin()).hasSize(256 * 1024);
  }

  @Test
  void theOutboxIsEmptyWhenKafkaHasTheEvents() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);

    await()
        .atMost(10, SECONDS)
        .until(
            () ->
                jdbc.sql("SELECT count(*) FROM outbox WHERE key = ?")
                    .param(execution.toString())
                    .query(Long.class)
                    .single(),
            it -> it == 0);
    assertThat(LOG.requestsOf(session)).hasSize(1);
  }

  @Test
  void anEmptyBodyOfAnyKindAsksForAPlainRun() {
    for (String body : List.of("", "{}", "{\"stdin\":null,\"limits\":null,\"arguments\":null}")) {
      UUID session = calls().open("print(1)");
      Answer answer = calls().send("POST", "/code-sessions/" + session + "/run", body);
      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void ofFiftyRunsAtOnceExactlyOneIsAccepted() {
    UUID session = calls().open("import time; time.sleep(5)");

    List<Answer> answers = AtOnce.call(50, () -> calls().run(session));

    assertThat(AtOnce.statuses(answers)).isEqualTo(Map.of(200, 1L, 409, 49L));
    UUID execution = requested(session).executionId();
    assertThat(answers)
        .filteredOn(it -> it.status() == 409)
        .allSatisfy(it -> assertThat(it.text()).contains(execution.toString()));
    assertThat(LOG.requestsOf(session)).hasSize(1);
    assertThat(
            jdbc.sql("SELECT count(*) FROM run_request WHERE session_id = ?")
                .param(session)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aRunThatHasNotEndedBlocksTheNext() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);
    NEIGHBOUR.says(execution, "RUNNING");

    Answer second = calls().run(session);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text())
        .isEqualTo(
            "{\"error\":\"An execution is already queued or running\",\"code\":\"RUN_IN_PROGRESS\","
                + "\"details\":[\"Execution "
                + execution
                + " has not ended\"]}");
  }

  @Test
  void aRunThatWasSeenToEndDoesNotBlockTheNext() {
    UUID session = calls().open("print(1)");
    for (int run = 0; run < 20; run++) {
      NEIGHBOUR.says(calls().runAccepted(session), "FAILED");
    }
  }

  @Test
  void theSessionIsReleasedByTheEventThatItsRunHasFinished() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);

    LOG.finish(session, execution);

    await().atMost(10, SECONDS).until(() -> isFree(session));
    calls().runAccepted(session);
  }

  @Test
  void theEndOfAnEarlierRunReleasesNothing() {
    UUID session = calls().open("print(1)");
    UUID first = calls().runAccepted(session);
    NEIGHBOUR.says(first, "COMPLETED");
    UUID second = calls().runAccepted(session);
    UUID other = calls().open("print(1)");
    UUID ofOther = calls().runAccepted(other);

    LOG.finish(session, first);
    LOG.finish(other, ofOther);

    await().atMost(10, SECONDS).until(() -> isFree(other));
    assertThat(calls().get("/code-sessions/" + session).field("active_execution_id"))
        .isEqualTo(second.toString());
  }

  @Test
  void aRecordThatIsNoEventStopsNothing() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);
    for (String key : new String[] {execution.toString(), null, "\0"}) {
      var poison =
          new ProducerRecord<>(Topics.RUN_EVENTS, 0, key, new byte[] {'{', 0, (byte) 0xff});
      poison.headers().add("ce_type", "dev.livecode.run.finished.v1".getBytes(UTF_8));
      LOG.write(poison);
      LOG.write(new ProducerRecord<>(Topics.RUN_EVENTS, 0, key, null));
    }

    LOG.finish(session, execution);

    await().atMost(10, SECONDS).until(() -> isFree(session));
  }

  private boolean isFree(UUID session) {
    return !calls().get("/code-sessions/" + session).json().has("active_execution_id");
  }

  @Test
  void whetherABusySessionIsFreeCanNotBeToldWithoutTheView() {
    UUID session = calls().open("print(1)");
    calls().runAccepted(session);
    NEIGHBOUR.breaks(true);

    Answer answer = calls().run(session);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.field("code")).isEqualTo("UNAVAILABLE");
    assertThat(answer.json().get("retry_after_ms").asLong()).isEqualTo(1000);
  }

  @Test
  void theRegisterKnowsEveryIdThatWasGivenOut() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);

    Answer known = calls().get("/internal/issued-runs/" + execution);
    Answer unknown = calls().get("/internal/issued-runs/" + UUID.randomUUID());

    assertThat(known.status()).isEqualTo(200);
    assertThat(known.json().propertyNames())
        .containsExactly("execution_id", "session_id", "language", "accepted_at");
    assertThat(known.field("session_id")).isEqualTo(session.toString());
    assertThat(known.field("accepted_at")).matches(".*\\.\\d{3}Z");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.field("code")).isEqualTo("EXECUTION_NOT_FOUND");
  }
}
