package dev.livecode.session.listening;

import static java.util.stream.Collectors.toMap;

import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.StdinTaken;
import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.session.codesession.CodeSessions;
import dev.livecode.session.control.InteractiveRuns;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Releases sessions whose run has finished, and notes what programs have taken of their input. May
 * see an event twice or late: only the session that is busy with that very run is released, and
 * what was taken never becomes less.
 */
@Component
class WhenRunMovesOnThenFollow {

  private static final Logger log = LoggerFactory.getLogger(WhenRunMovesOnThenFollow.class);

  private final RunEventCodec codec = new RunEventCodec();
  private final CodeSessions sessions;
  private final InteractiveRuns interactive;

  WhenRunMovesOnThenFollow(CodeSessions sessions, InteractiveRuns interactive) {
    this.sessions = sessions;
    this.interactive = interactive;
  }

  @KafkaListener(topics = Topics.RUN_EVENTS)
  void follow(List<ConsumerRecord<String, byte[]>> records) {
    List<RunEvent> events =
        records.stream()
            // Output is most of the topic, and decoding it would be for nothing.
            .filter(it -> KafkaRecords.saysFinished(it) || KafkaRecords.saysStdinTaken(it))
            .flatMap(this::event)
            .toList();
    release(events);
    makeRoom(events);
  }

  private void release(List<RunEvent> events) {
    List<UUID> finished = all(RunFinished.class, events).map(RunFinished::executionId).toList();
    if (!finished.isEmpty()) {
      int released = sessions.release(finished.stream().distinct().toList());
      log.debug("Executions {}: finished, {} sessions released", finished, released);
    }
  }

  private void makeRoom(List<RunEvent> events) {
    Map<UUID, Long> taken =
        all(StdinTaken.class, events)
            .collect(toMap(StdinTaken::executionId, StdinTaken::bytes, Math::max));
    if (!taken.isEmpty()) {
      interactive.took(taken);
    }
  }

  private static <T> Stream<T> all(Class<T> type, List<RunEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast);
  }

  private Stream<RunEvent> event(ConsumerRecord<String, byte[]> record) {
    try {
      return Stream.of(codec.decode(KafkaRecords.fromConsumerRecord(record)).event());
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
