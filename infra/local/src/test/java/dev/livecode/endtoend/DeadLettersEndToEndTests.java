package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.endtoend.CommandLine.Ended;
import dev.livecode.local.client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersEndToEndTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SharedSystem system = SharedSystem.withoutLimits();

  @TempDir Path folder;

  @Test
  void anOperatorSeesWhatWasGivenUpAndDrivesItAgain() throws Exception {
    String poison = sendsPoison();
    await("it is listed as ended")
        .atMost(PATIENCE)
        .until(() -> lineOf(poison).contains("SYSTEM_ERROR"));
    assertThat(lineOf(poison)).containsPattern("python +5 +SYSTEM_ERROR");

    Ended redriven = livecode("dead-letters", "redrive", poison);

    assertThat(redriven.exitCode()).as("%s", redriven).isZero();
    assertThat(redriven.out()).startsWith(poison + " is driven again as ").hasLineCount(1);
    String execution = redriven.out().strip().replaceAll(".* ", "");
    await("its view").atMost(PATIENCE).until(() -> sees(execution).status() == 200);
    await("its end").atMost(PATIENCE).until(() -> isEnded(sees(execution)));
    assertThat(sees(execution).text("status")).isEqualTo("COMPLETED");
    assertThat(sees(execution).text("stdout")).isEqualTo("mended\n");

    assertThat(livecode("dead-letters", "redrive", poison).out())
        .isEqualTo(poison + " was driven again before, as " + execution + "; nothing was sent\n");
    assertThat(lineOf(poison)).contains("driven again as " + execution);
    assertThat(livecode("dead-letters", "redrive", "--all").exitCode()).isZero();
  }

  /** A request from a time so late that no runner can say when it would expire. */
  private String sendsPoison() throws Exception {
    var run =
        new RunRequested(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            "python",
            "print('mended')",
            "",
            List.of(),
            new RunLimits(5_000, 5_000, 134_217_728, 1_048_576),
            Instant.MAX);
    var encoded = new RunEventCodec().encode(EventEnvelope.of("/test", Instant.now(), run));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", system.system().kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(KafkaRecords.toProducerRecord(Topics.RUN_REQUESTS, encoded)).get();
    }
    return run.executionId().toString();
  }

  private String lineOf(String execution) throws Exception {
    Ended listed = livecode("dead-letters", "list");
    assertThat(listed.exitCode()).as("%s", listed).isZero();
    return listed.out().lines().filter(it -> it.contains(execution)).findFirst().orElse("");
  }

  private Answer sees(String execution) throws Exception {
    return system.api().execution(execution);
  }

  private static boolean isEnded(Answer answer) {
    return answer.body().has("completed_at");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          redrive                                               | 1 | Say which: either execution ids or --all
          redrive 0192f0c1-7a00-7000-8000-000000000001          | 1 | No dead letter is of the execution 0192f0c1
          redrive --all 0192f0c1-7a00-7000-8000-000000000001    | 1 | Say which: either execution ids or --all
          list --url http://127.0.0.1:1                         | 1 | No runner answers at http://127.0.0.1:1
          redrive everything                                    | 2 | 'everything' is not a UUID
          """)
  void aWrongCallSaysWhatToDo(String arguments, int exitCode, String says) throws Exception {
    Ended ended = livecode(("dead-letters " + arguments).split(" +"));

    assertThat(ended.exitCode()).as("%s", ended).isEqualTo(exitCode);
    assertThat(ended.err()).contains(says).doesNotContain("\tat ");
  }

  @Test
  void nobodyReachesThemThroughTheEdge() throws Exception {
    assertThat(system.api().call("GET", "/actuator/deadletters", null).status()).isEqualTo(404);
  }

  private Ended livecode(String... arguments) throws Exception {
    return new CommandLine(system, folder).livecode(arguments);
  }
}
