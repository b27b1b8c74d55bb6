package dev.livecode.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LanguageFoundCodecTests {

  private static final LanguageFound FOUND =
      new LanguageFound("python", "Python 3.13.5", "runner-1", Samples.TIME);

  private final LanguageFoundCodec codec = new LanguageFoundCodec();

  @Test
  void theWireFormIsTheApprovedOne() throws IOException {
    EncodedEvent encoded = codec.encode(FOUND);

    assertThat(encoded.key()).isEqualTo("python");
    assertThat(encoded.data()).asString(UTF_8).isEqualTo(approved());
    assertThat(encoded.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "dev.livecode.language.found.v1")
        .containsEntry("ce_source", "/runner/runner-1")
        .containsEntry("ce_subject", "python")
        .containsEntry("ce_time", "2026-11-01T09:30:00.120Z");
  }

  @Test
  void theApprovedFormReadsAsTheEvent() throws IOException {
    assertThat(codec.decode(with(approved()))).isEqualTo(FOUND);
  }

  @Test
  void aFieldFromTheFutureIsIgnored() throws IOException {
    String newer = "{\"from_the_future\":{\"a\":[1]}," + approved().substring(1);

    assertThat(codec.decode(with(newer))).isEqualTo(FOUND);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> codec.decode(with("{\"language\":\"python\"}")))
        .isInstanceOf(UndecodableEventException.class)
        .hasMessageContaining("language.found.v1");
    EncodedEvent run = new RunEventCodec().encode(Samples.envelope(Samples.started()));
    assertThatThrownBy(() -> codec.decode(run))
        .isInstanceOf(UndecodableEventException.class)
        .hasMessageContaining("run.started.v1");
  }

  private EncodedEvent with(String data) {
    EncodedEvent encoded = codec.encode(FOUND);
    return new EncodedEvent(encoded.key(), encoded.headers(), data.getBytes(UTF_8));
  }

  private static String approved() throws IOException {
    String name = "/approved/dev.livecode.language.found.v1.json";
    try (var in = LanguageFoundCodecTests.class.getResourceAsStream(name)) {
      assertThat(in).as("approved file " + name).isNotNull();
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }
}
