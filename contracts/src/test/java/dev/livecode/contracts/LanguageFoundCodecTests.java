package dev.livecode.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.contracts.languages.LanguageFound;
import dev.livecode.contracts.languages.LanguageFoundCodec;
import org.junit.jupiter.api.Test;

class LanguageFoundCodecTests {

  private static final LanguageFound FOUND =
      new LanguageFound("python", "Python 3.13.5", "runner-1", Samples.TIME);

  private static final String DOCUMENTED =
      EventSchema.of("dev.livecode.language.found.v1").example().toString();

  private final LanguageFoundCodec codec = new LanguageFoundCodec();

  @Test
  void theWireFormIsTheDocumentedOne() {
    EncodedEvent encoded = codec.encode(FOUND);

    assertThat(encoded.key()).isEqualTo("python");
    assertThat(encoded.data()).asString(UTF_8).isEqualTo(DOCUMENTED);
    assertThat(encoded.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "dev.livecode.language.found.v1")
        .containsEntry("ce_source", "/runner/runner-1")
        .containsEntry("ce_subject", "python")
        .containsEntry("ce_time", "2026-11-01T09:30:00.120Z");
  }

  @Test
  void theDocumentedFormReadsAsTheEvent() {
    assertThat(codec.decode(with(DOCUMENTED))).isEqualTo(FOUND);
  }

  @Test
  void aFieldFromTheFutureIsIgnored() {
    String newer = "{\"from_the_future\":{\"a\":[1]}," + DOCUMENTED.substring(1);

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
}
