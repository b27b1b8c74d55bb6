package dev.livecode.session.listening;

import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.session.codesession.CodeSessions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Releases sessions whose run has finished. May see an event twice or late: only the session that
 * is busy with that very run is released.
 */
@Component
class WhenRunFinishedThenReleaseSession {

  private static final Logger log =
      LoggerFactory.getLogger(WhenRunFinishedThenReleaseSession.class);

  private final RunEventCodec codec = new RunEventCodec();
  private final CodeSessions sessions;

  WhenRunFinishedThenReleaseSession(CodeSessions sessions) {
    this.sessions = sessions;
  }

  @KafkaListener(topics = Topics.RUN_EVENTS)
  void release(List<ConsumerRecord<String, byte[]>> records) {
    List<UUID> finished =
        records.stream()
            // Output is most of the topic, and decoding it would be for nothing.
            .filter(KafkaRecords::saysFinished)
            .flatMap(this::execution)
            .distinct()
            .toList();
    if (!finished.isEmpty()) {
      int released = sessions.release(finished);
      log.debug("Executions {}: finished, {} sessions released", finished, released);
    }
  }

  private Stream<UUID> execution(ConsumerRecord<String, byte[]> record) {
    try {
      var event = codec.decode(KafkaRecords.fromConsumerRecord(record)).event();
      return event instanceof RunFinished finished
          ? Stream.of(finished.executionId())
          : Stream.empty();
    } catch (UndecodableEventException e) {
      log.error(
          "Execution {}: {} partition {} offset {} is no legal event, passed over",
          record.key(),
          record.topic(),
          record.partition(),
          record.offset(),
          e);
      return Stream.empty();
    }
  }
}
