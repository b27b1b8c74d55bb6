package dev.livecode.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunEventCodecTests {

  private final RunEventCodec codec = new RunEventCodec();

  /** Of each type what its schema shows: there is none without an example. */
  static Stream<RunEvent> samples() {
    return EventTypes.names().stream().sorted().map(RunEventCodecTests::documentedEvent);
  }

  private static RunEvent documentedEvent(String type) {
    var headers =
        new HashMap<>(new RunEventCodec().encode(Samples.envelope(Samples.requested())).headers());
    headers.put("ce_type", type);
    byte[] data = EventSchema.of(type).example().toString().getBytes(UTF_8);
    return new RunEventCodec()
        .decode(new EncodedEvent(Samples.EXECUTION.toString(), headers, data))
        .event();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anEventComesBackAsItWas(RunEvent event) {
    EventEnvelope envelope = Samples.envelope(event);

    assertThat(codec.decode(codec.encode(envelope))).isEqualTo(envelope);
  }

  @Test
  void theDocumentedFormReadsAsTheEvent() {
    assertThat(samples()).containsAll(Samples.all());
  }

  @Test
  void aRequestFromBeforeInteractiveRunsReadsAsOneThatIsNot() {
    EncodedEvent encoded = codec.encode(Samples.envelope(Samples.requested()));
    String older = new String(encoded.data(), UTF_8).replace("\"interactive\":true,", "");

    assertThat(((RunRequested) codec.decode(with(encoded, older)).event()).interactive()).isFalse();
  }

  @Test
  void aRequestFromBeforeRunsAgainReadsAsOneOfItsOwn() {
    EncodedEvent encoded = codec.encode(Samples.envelope(Samples.requested()));
    String older =
        new String(encoded.data(), UTF_8).replace(",\"origin\":\"" + Samples.ORIGIN + "\"", "");

    assertThat(older).doesNotContain("origin");
    assertThat(((RunRequested) codec.decode(with(encoded, older)).event()).origin()).isNull();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFieldFromTheFutureIsIgnored(RunEvent event) {
    EncodedEvent encoded = codec.encode(Samples.envelope(event));
    String data = new String(encoded.data(), UTF_8);
    String newer = "{\"from_the_future\":{\"a\":[1]}," + data.substring(1);

    assertThat(codec.decode(with(encoded, newer)).event()).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theHeadersAreThoseOfCloudEvents(RunEvent event) {
    Map<String, String> headers = codec.encode(Samples.envelope(event)).headers();

    assertThat(headers)
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", Samples.EVENT.toString())
        .containsEntry("ce_source", "/test")
        .containsEntry("ce_time", "2026-11-01T09:30:00.120Z")
        .containsEntry("ce_subject", Samples.EXECUTION.toString())
        .containsEntry("content-type", "application/json")
        .hasEntrySatisfying("ce_type", type -> assertThat(type).startsWith("dev.livecode.run."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[1]", "{\"execution_id\":\"no uuid\"}", "\u0000"})
  void dataThatDoesNotFitItsTypeIsRefusedWithItsType(String data) {
    EncodedEvent encoded = codec.encode(Samples.envelope(Samples.requested()));

    assertThatThrownBy(() -> codec.decode(with(encoded, data)))
        .isInstanceOf(UndecodableEventException.class)
        .hasMessageContaining("run.requested.v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_type", "ce_id", "ce_source", "ce_time"})
  void aMissingHeaderIsNamed(String header) {
    EncodedEvent encoded = codec.encode(Samples.envelope(Samples.started()));
    var headers = new HashMap<>(encoded.headers());
    headers.remove(header);

    assertThatThrownBy(() -> codec.decode(new EncodedEvent(encoded.key(), headers, encoded.data())))
        .isInstanceOf(UndecodableEventException.class)
        .hasMessageContaining(header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.Runtime", "dev.livecode.run.requested.v2"})
  void anUnknownTypeIsRefused(String type) {
    EncodedEvent encoded = codec.encode(Samples.envelope(Samples.started()));
    var headers = new HashMap<>(encoded.headers());
    headers.put("ce_type", type);

    assertThatThrownBy(() -> codec.decode(new EncodedEvent(encoded.key(), headers, encoded.data())))
        .isInstanceOf(UndecodableEventException.class)
        .hasMessageContaining(type);
  }

  @Test
  void theLargestLegalEventStaysWithinTheStatedSize() {
    String controls = "\u0001".repeat(ContentLimits.SOURCE_BYTES);
    String perArgument = "\u0001".repeat(ContentLimits.ARGUMENTS_BYTES / ContentLimits.ARGUMENTS);
    RunRequested sample = Samples.requested();
    var largest =
        new RunRequested(
            sample.executionId(),
            sample.sessionId(),
            "o".repeat(200),
            "x".repeat(64),
            controls,
            controls,
            java.util.Collections.nCopies(ContentLimits.ARGUMENTS, perArgument),
            new RunLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
            true,
            sample.acceptedAt());

    EncodedEvent encoded = codec.encode(Samples.envelope(largest));

    assertThat(encoded.data().length)
        .isGreaterThan(3_000_000)
        .isLessThan(ContentLimits.EVENT_BYTES - 8 * 1024);
    assertThat(codec.decode(encoded).event()).isEqualTo(largest);
  }

  private static EncodedEvent with(EncodedEvent encoded, String data) {
    return new EncodedEvent(encoded.key(), encoded.headers(), data.getBytes(UTF_8));
  }
}
