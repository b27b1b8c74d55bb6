package dev.livecode.execution.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.execution.archive.HashChain;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionsTests {

  private static final TopicPartition ONE = new TopicPartition("log", 1);
  private static final TopicPartition TWO = new TopicPartition("log", 2);
  private static final String BEFORE = "ab".repeat(32);

  private final Positions positions = new Positions();

  @Test
  void aGapInTheLogIsSteppedOver() {
    positions.set(Map.of(ONE, new Standing(5, BEFORE)));

    assertThat(positions.batch(List.of(record(ONE, 7), record(ONE, 9))).advances())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.from()).isEqualTo(new Standing(5, BEFORE));
              assertThat(it.to().next()).isEqualTo(10);
            });
  }

  @Test
  void partitionsComeInOneOrderWhateverTheBatchSays() {
    assertThat(positions.batch(List.of(record(TWO, 0), record(ONE, 0))).advances())
        .extracting(Advance::topicPartition)
        .containsExactly(ONE, TWO);
  }

  @Test
  void theNextStepBeginsWhereTheLastOneEnded() {
    Batch batch = positions.batch(List.of(record(ONE, 3)));
    positions.moved(batch.advances());

    assertThat(positions.batch(List.of(record(ONE, 4))).advances())
        .extracting(Advance::from)
        .containsExactly(batch.advances().getFirst().to());
  }

  @Test
  void aBatchThatWasNotWrittenMovesNothing() {
    Batch batch = positions.batch(List.of(record(ONE, 3)));

    assertThat(positions.batch(List.of(record(ONE, 3))).advances()).isEqualTo(batch.advances());
  }

  @Test
  void eachRecordIsLinkedToTheOneBeforeOfItsPartition() {
    LogRecord first = record(ONE, 0);
    LogRecord other = record(TWO, 0);
    LogRecord second = record(ONE, 1);

    String hash = HashChain.next(HashChain.BEGINNING, first.raw());
    assertThat(positions.batch(List.of(first, other, second)).records())
        .extracting(Batch.Linked::hash)
        .containsExactly(
            hash,
            HashChain.next(HashChain.BEGINNING, other.raw()),
            HashChain.next(hash, second.raw()));
  }

  @Test
  void anArchiveThatWasBegunWithoutHashesGetsNone() {
    positions.set(Map.of(ONE, new Standing(5, null)));

    Batch batch = positions.batch(List.of(record(ONE, 5)));

    assertThat(batch.records()).extracting(Batch.Linked::hash).containsOnlyNulls();
    assertThat(batch.advances().getFirst().to()).isEqualTo(new Standing(6, null));
  }

  private static LogRecord record(TopicPartition partition, long offset) {
    return new LogRecord(
        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null),
        null,
        "only a test");
  }
}
