package dev.livecode.execution.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.execution.progress.Progress;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionsTests {

  private static final TopicPartition ONE = new TopicPartition("log", 1);
  private static final TopicPartition TWO = new TopicPartition("log", 2);

  private final Positions positions = new Positions(new Progress());

  @Test
  void aGapInTheLogIsSteppedOver() {
    positions.set(Map.of(ONE, 5L));

    assertThat(positions.advances(List.of(record(ONE, 7), record(ONE, 9))))
        .containsExactly(new Advance(ONE, 5, 10));
  }

  @Test
  void partitionsComeInOneOrderWhateverTheBatchSays() {
    positions.set(Map.of(ONE, 0L, TWO, 0L));

    assertThat(positions.advances(List.of(record(TWO, 0), record(ONE, 0))))
        .extracting(Advance::topicPartition)
        .containsExactly(ONE, TWO);
  }

  @Test
  void theNextStepBeginsWhereTheLastOneEnded() {
    positions.set(Map.of(ONE, 0L));
    positions.moved(positions.advances(List.of(record(ONE, 3))));

    assertThat(positions.advances(List.of(record(ONE, 4)))).containsExactly(new Advance(ONE, 4, 5));
  }

  private static LogRecord record(TopicPartition partition, long offset) {
    return new LogRecord(partition, offset, null, new byte[0], null, null, null);
  }
}
