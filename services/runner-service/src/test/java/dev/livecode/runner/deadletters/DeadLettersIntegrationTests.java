package dev.livecode.runner.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.runner.queue.FakeSandbox;
import dev.livecode.runner.queue.Log;
import dev.livecode.runner.queue.TestRunner;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DeadLettersIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicBoolean isMended = new AtomicBoolean();
  private Log log;
  private TestRunner runner;
  private Operator operator;

  @BeforeEach
  void start() {
    var sandbox =
        new FakeSandbox(
            (source, _) -> {
              if (source.startsWith("poison") && !isMended.get()) {
                throw new IllegalStateException("poison");
              }
            });
    log = new Log(TestServers.kafka());
    runner =
        TestRunner.start(
            TestServers.kafka(),
            sandbox,
            Map.of("server.port", "0", "livecode.runner.delivery-limit", "3"));
    operator = new Operator(runner.url());
  }

  @AfterEach
  void stop() {
    runner.close();
    log.close();
  }

  private RunRequested givenUp(String source) throws Exception {
    RunRequested run = log.request(source);
    assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.SYSTEM_ERROR);
    await("its end is settled")
        .atMost(PATIENCE)
        .until(() -> letterOf(run).path("ended").asString("").equals("SYSTEM_ERROR"));
    return run;
  }

  private JsonNode letterOf(RunRequested run) throws Exception {
    return operator.sees(run.executionId().toString()).orElseThrow();
  }

  private RunRequested requestOf(JsonNode redriven) {
    String execution = redriven.path("redriven_as").asString("");
    await("the new request").until(() -> !log.requestsOf(execution).isEmpty());
    var record = log.requestsOf(execution).getFirst();
    return (RunRequested)
        new RunEventCodec().decode(KafkaRecords.fromConsumerRecord(record)).event();
  }

  @Test
  void whatWasGivenUpIsListedAndRetriedAsAnotherExecution() throws Exception {
    // As large as can be: the broker does not copy that into the dead letter.
    RunRequested run = givenUp("poison" + "\u0001".repeat(ContentLimits.SOURCE_BYTES - 6));
    JsonNode letter = letterOf(run);
    assertThat(letter.path("session_id").asString()).isEqualTo(run.sessionId().toString());
    assertThat(letter.path("language").asString()).isEqualTo("python");
    assertThat(letter.path("delivery_count").asInt()).isEqualTo(3);
    assertThat(letter.path("reason").asString()).isNotBlank();
    assertThat(letter.path("time").asString()).endsWith("Z");
    assertThat(letter.path("redriven_as").isNull()).isTrue();

    isMended.set(true);
    Operator.Answer answer = operator.redrives(run.executionId().toString());

    assertThat(answer.status()).isEqualTo(200);
    JsonNode redriven = answer.json().path("redriven").path(0);
    assertThat(redriven.path("execution_id").asString()).isEqualTo(run.executionId().toString());
    assertThat(redriven.path("before").asBoolean()).isFalse();
    RunRequested again = requestOf(redriven);
    assertThat(log.awaitEnd(again).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFields("executionId", "acceptedAt")
        .isEqualTo(run);
    assertThat(again.executionId()).isNotEqualTo(run.executionId());
    assertThat(again.acceptedAt()).isAfter(run.acceptedAt());
    var header = log.requestsOf(again.executionId().toString()).getFirst().headers();
    assertThat(new String(header.lastHeader("ce_redrivenfrom").value(), UTF_8))
        .isEqualTo(run.executionId().toString());
    assertThat(log.endsOf(run)).as("one that has ended stays ended").hasSize(1);
  }

  @Test
  void whatIsRetriedTwiceByMistakeIsSentOnce() throws Exception {
    RunRequested run = givenUp("poison twice");
    isMended.set(true);
    JsonNode first = redriven(run);
    log.awaitEnd(requestOf(first));

    JsonNode second = redriven(run);

    assertThat(second.path("before").asBoolean()).isTrue();
    assertThat(second.path("redriven_as")).isEqualTo(first.path("redriven_as"));
    assertThat(letterOf(run).path("redriven_as")).isEqualTo(first.path("redriven_as"));
    Operator.Answer all = operator.redrivesAll("{\"all\":true}");
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.json().path("redriven").findValuesAsString("execution_id"))
        .doesNotContain(run.executionId().toString());
    log.awaitNoLag();
    assertThat(log.requestsOf(first.path("redriven_as").asString())).hasSize(1);
  }

  private JsonNode redriven(RunRequested run) throws Exception {
    Operator.Answer answer = operator.redrives(run.executionId().toString());
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json().path("redriven").path(0);
  }

  @Test
  void allAreRetriedAtOnce() throws Exception {
    RunRequested one = givenUp("poison one");
    RunRequested two = givenUp("poison two");
    isMended.set(true);

    Operator.Answer all = operator.redrivesAll("{\"all\":true}");

    assertThat(all.status()).isEqualTo(200);
    assertThat(all.json().path("redriven").findValuesAsString("execution_id"))
        .contains(one.executionId().toString(), two.executionId().toString());
    for (JsonNode redriven : all.json().path("redriven")) {
      assertThat(log.awaitEnd(requestOf(redriven)).outcome()).isEqualTo(Outcome.COMPLETED);
    }
  }

  @Test
  void oneThatIsGivenUpAgainIsADeadLetterOfItsOwn() throws Exception {
    RunRequested run = givenUp("poison for ever");
    RunRequested again = requestOf(redriven(run));

    assertThat(log.awaitEnd(again).outcome()).isEqualTo(Outcome.SYSTEM_ERROR);
    isMended.set(true);
    RunRequested third = requestOf(redriven(again));

    assertThat(log.awaitEnd(third).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(third.executionId()).isNotIn(run.executionId(), again.executionId());
  }

  @Test
  void whatIsNoRequestIsListedAndCanNotBeRetried() throws Exception {
    String key = "gibberish-" + UUID.randomUUID();
    log.requestGibberish(key);
    await("it is listed").atMost(PATIENCE).until(() -> operator.sees(key).isPresent());

    assertThat(operator.sees(key).orElseThrow().path("ended").asString()).isEqualTo("NO_REQUEST");
    Operator.Answer answer = operator.redrives(key);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("error").asString()).contains(key);
  }

  @Test
  void anUnknownExecutionIsRefused() throws Exception {
    String unknown = UUID.randomUUID().toString();

    Operator.Answer answer = operator.redrives(unknown);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("error").asString()).contains(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"all\":false}"})
  void allMustBeSaid(String body) throws Exception {
    assertThat(operator.redrivesAll(body).status()).isEqualTo(400);
  }
}
