package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.kafka.Topics;
import dev.livecode.endtoend.CommandLine.Ended;
import dev.livecode.local.client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
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
    Learner learner = system.learner("python").types("print('again')");
    String givenUp = learner.starts();
    assertThat(learner.awaits(givenUp).text("status")).isEqualTo("COMPLETED");
    givesUp(givenUp);
    await("it is listed as told").atMost(PATIENCE).until(() -> lineOf(givenUp), it -> isTold(it));
    assertThat(lineOf(givenUp)).contains(learner.session(), "too often");

    Ended redriven = livecode("dead-letters", "redrive", givenUp);

    assertThat(redriven.exitCode()).as("%s", redriven).isZero();
    assertThat(redriven.out()).startsWith(givenUp + " is retried as ").hasLineCount(1);
    String execution = redriven.out().strip().replaceAll(".* ", "");
    await("its view").atMost(PATIENCE).until(() -> learner.sees(execution).status() == 200);
    Answer ended = learner.awaits(execution);
    assertThat(ended.text("status")).as("%s", ended).isEqualTo("COMPLETED");
    assertThat(ended.text("stdout")).isEqualTo("again\n");
    assertThat(learner.sees(givenUp).text("status"))
        .as("what had ended stays ended")
        .isEqualTo("COMPLETED");

    assertThat(livecode("dead-letters", "redrive", givenUp).out())
        .isEqualTo(givenUp + " was retried before, as " + execution + "; nothing was sent\n");
    assertThat(lineOf(givenUp)).contains("retried as " + execution);
    assertThat(livecode("dead-letters", "redrive", "--all").exitCode()).isZero();
    assertThat(learner.runs().text("status")).as("its session is free").isEqualTo("COMPLETED");
  }

  private static boolean isTold(String line) {
    return line.matches(".* python +5 +SYSTEM_ERROR .*");
  }

  /** Does as the broker does with a request that was delivered too often. */
  private void givesUp(String execution) throws Exception {
    var letter = new ProducerRecord<>(Topics.RUN_REQUESTS_DLQ, execution, new byte[0]);
    Map.of(
            "partition", "0",
            "offset", String.valueOf(offsetOf(execution)),
            "delivery.count", "5",
            "message", "delivered too often")
        .forEach(
            (name, value) -> letter.headers().add("__dlq.errors." + name, value.getBytes(UTF_8)));
    try (var producer =
        new KafkaProducer<>(connection(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(letter).get();
    }
  }

  private long offsetOf(String execution) {
    var queue = new TopicPartition(Topics.RUN_REQUESTS, 0);
    try (var consumer =
        new KafkaConsumer<>(connection(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(queue));
      consumer.seekToBeginning(List.of(queue));
      while (true) {
        var records = consumer.poll(PATIENCE);
        assertThat(records).as("records up to the one of " + execution).isNotEmpty();
        for (var record : records) {
          if (execution.equals(record.key())) {
            return record.offset();
          }
        }
      }
    }
  }

  private Map<String, Object> connection() {
    return Map.of("bootstrap.servers", system.system().kafka());
  }

  private String lineOf(String execution) throws Exception {
    Ended listed = livecode("dead-letters", "list");
    assertThat(listed.exitCode()).as("%s", listed).isZero();
    return listed.out().lines().filter(it -> it.contains(execution)).findFirst().orElse("");
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
          redrive everything                                    | 1 | is no execution id
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
