package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.EncodedEvent;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.StdinTaken;
import dev.livecode.contracts.kafka.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records of the log the end-to-end tests take for described. */
class LogDescriptionTests {

  private static final UUID EXECUTION = UUID.fromString("0192f0c1-7a00-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("0192f0c1-7a00-7000-8000-000000000002");

  private final EncodedEvent event =
      new RunEventCodec()
          .encode(
              EventEnvelope.of("/runner/1", Instant.EPOCH, new StdinTaken(EXECUTION, OTHER, 4)));

  @Test
  void anEventThatIsDescribedPasses() {
    assertThat(errors(Topics.RUN_EVENTS, event.headers(), data())).isEmpty();
    assertThat(errors(Topics.RUN_EVENTS, with("traceparent", "00-1"), data())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "bytes":4       | "bytes":"4"                  | integer
          "bytes":4       | "bytes":-1                   | minimum
          "bytes":4       | "bits":32                    | bytes
          000000000002    | 2                            | uuid
          000000000001    | 000000000003                 | key, subject and execution_id
          }               |                              | no JSON
          """)
  void anotherValueFails(String part, String other, String why) {
    String data = data().replace(part, other == null ? "" : other);

    assertThat(errors(Topics.RUN_EVENTS, event.headers(), data)).contains(why);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_id, 7, uuid",
    "ce_time, today, date-time",
    "ce_subject, python, 'key, subject and execution_id'",
    "ce_specversion, 2.0, 1.0",
    "content-type, text/plain, application/json",
    "ce_type, dev.livecode.run.stdin-taken.v2, there is no message"
  })
  void anotherHeaderFails(String header, String value, String why) {
    assertThat(errors(Topics.RUN_EVENTS, with(header, value), data())).contains(why);
  }

  @Test
  void anEventInATopicThatIsNotItsOwnFails() {
    assertThat(errors(Topics.RUN_CONTROLS, event.headers(), data()))
        .contains("there is no message dev.livecode.run.stdin-taken.v1");
    assertThat(errors(Topics.RUN_REQUESTS_DLQ, event.headers(), data())).isNotEmpty();
  }

  @Test
  void whatLiesAmongTheDeadLettersIsALetterOrAMark() {
    var letter = Map.of("__dlq.errors.partition", "0", "__dlq.errors.offset", "17");
    var mark = Map.of("livecode-redriven-as", OTHER.toString());

    assertThat(errors(Topics.RUN_REQUESTS_DLQ, letter, "")).isEmpty();
    assertThat(errors(Topics.RUN_REQUESTS_DLQ, mark, "")).isEmpty();
    assertThat(errors(Topics.RUN_REQUESTS_DLQ, Map.of(), ""))
        .contains("__dlq.errors.offset", "; or else ", "livecode-redriven-as");
  }

  private String data() {
    return new String(event.data(), UTF_8);
  }

  private Map<String, String> with(String header, String value) {
    var headers = new HashMap<>(event.headers());
    headers.put(header, value);
    return headers;
  }

  private static String errors(String topic, Map<String, String> headers, String data) {
    return LogDescription.errorsIn(
        topic, new EncodedEvent(EXECUTION.toString(), headers, data.getBytes(UTF_8)));
  }
}
