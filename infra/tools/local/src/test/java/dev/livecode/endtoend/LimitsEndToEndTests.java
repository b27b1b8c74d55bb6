package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("limits")
class LimitsEndToEndTests {

  static final List<String> LANGUAGES = List.of(Programs.LANGUAGES);

  private static final int MIB = 1 << 20;

  private final SharedSystem system = SharedSystem.withoutLimits();

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void anEndlessLoopTimesOutAndKeepsWhatItPrinted(String language) {
    Answer ended = system.learner(language).types(Programs.of("loops", language)).runs();

    assertThat(ended.text("status")).as("%s", ended).isEqualTo("TIMEOUT");
    assertThat(ended.text("reason")).isIn("WALL_TIME", "CPU_TIME");
    assertThat(ended.text("stdout")).isEqualTo("before\n");
    assertThat(ended.body().path("execution_time_ms").asInt()).isBetween(4_500, 7_000);
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void aFloodIsCutAtOneMebibyte(String language) {
    Answer ended = system.learner(language).types(Programs.of("floods", language)).runs();

    assertThat(ended.text("status")).as("%s", ended.text("reason")).isEqualTo("FAILED");
    assertThat(ended.text("reason")).isEqualTo("OUTPUT_LIMIT");
    assertThat(ended.text("stdout")).hasSize(MIB).matches("x+");
    assertThat(ended.body().path("stdout_truncated").asBoolean()).isTrue();
    assertThat(ended.body().path("stdout_bytes").asInt()).isGreaterThan(MIB);
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void fourHundredMegabytesAreTooMuch(String language) {
    Answer ended = system.learner(language).types(Programs.of("takes400", language)).runs();

    assertThat(ended.text("status")).as("%s", ended).isEqualTo("FAILED");
    assertThat(ended.text("reason")).isEqualTo("MEMORY_LIMIT");
    assertThat(ended.text("stdout")).startsWith("before\n").doesNotContain("after");
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void sixtyMegabytesFit(String language) {
    Answer ended = system.learner(language).types(Programs.of("takes60", language)).runs();

    assertThat(ended.text("status")).as("%s", ended).isEqualTo("COMPLETED");
    assertThat(ended.text("stdout")).isEqualTo("fits\n");
  }

  @Test
  void aRunMayAskForTighterLimits() {
    Answer ended =
        system
            .learner("python")
            .types("import time\nprint('before')\ntime.sleep(4)\n")
            .runs(Map.of("limits", Map.of("wall_time_ms", 500)));

    assertThat(ended.text("reason")).as("%s", ended).isEqualTo("WALL_TIME");
    assertThat(ended.text("stdout")).isEqualTo("before\n");
    assertThat(ended.body().path("execution_time_ms").asInt()).isBetween(450, 2_500);
  }

  @Test
  void aRunMayNotAskForMore() {
    Answer answer =
        system.learner("python").presses(Map.of("limits", Map.of("wall_time_ms", 60_000)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("details").toString()).contains("wall_time_ms");
  }
}
