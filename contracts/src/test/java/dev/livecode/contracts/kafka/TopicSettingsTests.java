package dev.livecode.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicSettingsTests {

  @Test
  void withoutVariablesThereIsOneBrokerThatKeepsEverything() {
    assertThat(TopicSettings.of(Map.of("LIVECODE_TOPICS_RETENTION", "")))
        .isEqualTo(TopicSettings.singleBroker());
  }

  @Test
  void variablesSayHowManyCopiesAreKeptAndForHowLong() {
    var settings =
        TopicSettings.of(
            Map.of(
                "LIVECODE_TOPICS_PARTITIONS", "12",
                "LIVECODE_TOPICS_REPLICATIONFACTOR", "3",
                "LIVECODE_TOPICS_MININSYNCREPLICAS", "2",
                "LIVECODE_TOPICS_RETENTION", "P90D"));

    assertThat(settings).isEqualTo(new TopicSettings(12, (short) 3, 2, Duration.ofDays(90)));
    assertThat(settings.topics())
        .allSatisfy(topic -> assertThat(topic.replicationFactor()).isEqualTo((short) 3));
    assertThat(settings.topics().getFirst().configs())
        .containsEntry("retention.ms", "7776000000")
        .containsEntry("min.insync.replicas", "2");
  }

  @Test
  void ofSeveralCopiesAllButOneMustHaveARecord() {
    assertThat(TopicSettings.of(Map.of("LIVECODE_TOPICS_REPLICATIONFACTOR", "3")))
        .isEqualTo(new TopicSettings(6, (short) 3, 2, null));
  }

  @ParameterizedTest
  @CsvSource({
    "PARTITIONS,0",
    "REPLICATIONFACTOR,many",
    "MININSYNCREPLICAS,2",
    "RETENTION,90 days",
    "RETENTION,-P1D"
  })
  void whatCanNotBeUnderstoodIsNamed(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicSettings.of(Map.of("LIVECODE_TOPICS_" + name, value)))
        .withMessageStartingWith("LIVECODE_TOPICS_" + name + " is '" + value + "': it must be");
  }
}
