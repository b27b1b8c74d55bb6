package dev.livecode.runner.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.EncodedEvent;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A note among the dead letters, keyed by an execution's id, that its request was sent again as
 * another's.
 */
final class RedriveMark {

  private static final String HEADER = "livecode-redriven-as";

  static boolean isOn(ConsumerRecord<String, byte[]> record) {
    return record.headers().lastHeader(HEADER) != null;
  }

  /** The execution that came of it; only of a record that it is on. */
  static UUID redrivenAs(ConsumerRecord<String, byte[]> record) {
    return UUID.fromString(new String(record.headers().lastHeader(HEADER).value(), UTF_8));
  }

  static EncodedEvent of(UUID execution, UUID redrivenAs) {
    return new EncodedEvent(
        execution.toString(), Map.of(HEADER, redrivenAs.toString()), new byte[0]);
  }

  private RedriveMark() {}
}
