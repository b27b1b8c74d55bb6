package dev.livecode.endtoend;

import static java.util.stream.Collectors.joining;

import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.testing.LogReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The log of a system as it is described: a record that the description does not know fails. */
final class DescribedLog implements AutoCloseable {

  private static final int SHOWN = 10;

  private final LogReader reader;

  DescribedLog(String bootstrapServers) {
    reader =
        new LogReader(
            bootstrapServers,
            Topics.RUN_REQUESTS,
            Topics.RUN_EVENTS,
            Topics.RUN_CONTROLS,
            Topics.RUN_REQUESTS_DLQ,
            Topics.LANGUAGES);
  }

  /** Fails when a record that was not read before is none of those that its topic may have. */
  void requireDescribed() {
    List<String> wrong = new ArrayList<>();
    reader.readToTheEnd(record -> look(record, wrong));
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          "%d records of the log are not as docs/asyncapi.yaml says:\n".formatted(wrong.size())
              + wrong.stream().limit(SHOWN).collect(joining("\n")));
    }
  }

  private static void look(ConsumerRecord<String, byte[]> record, List<String> wrong) {
    String errors =
        LogDescription.errorsIn(record.topic(), KafkaRecords.fromConsumerRecord(record));
    if (!errors.isEmpty()) {
      wrong.add(
          "%s-%d at %d: %s".formatted(record.topic(), record.partition(), record.offset(), errors));
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
