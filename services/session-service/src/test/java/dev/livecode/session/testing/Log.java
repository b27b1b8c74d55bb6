package dev.livecode.session.testing;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.StdinTaken;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.contracts.languages.LanguageFound;
import dev.livecode.contracts.languages.LanguageFoundCodec;
import dev.livecode.testing.LogReader;
import dev.livecode.testing.LogWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Kafka's log as a test sees it. */
public final class Log {

  private static final RunEventCodec CODEC = new RunEventCodec();

  private final String servers;

  public Log(String servers) {
    this.servers = servers;
  }

  /** Every request to run this session that the log has now. */
  public List<RunRequested> requestsOf(UUID session) {
    return requests().stream().filter(it -> it.sessionId().equals(session)).toList();
  }

  /** Every request that the log has now. */
  public List<RunRequested> requests() {
    return read(Topics.RUN_REQUESTS, RunRequested.class);
  }

  /** Every end of this execution that the log has now. */
  public List<RunFinished> endsOf(UUID execution) {
    return read(Topics.RUN_EVENTS, RunFinished.class).stream()
        .filter(it -> it.executionId().equals(execution))
        .toList();
  }

  /** What was asked of this execution, in log order, as the events' topic has it. */
  public List<RunEvent> controlsOf(UUID execution) {
    return controls(Topics.RUN_EVENTS, execution);
  }

  /** The same as runners hear it. */
  public List<RunEvent> noticesOf(UUID execution) {
    return controls(Topics.RUN_CONTROLS, execution);
  }

  private List<RunEvent> controls(String topic, UUID execution) {
    return read(topic, RunEvent.class).stream()
        .filter(it -> it.executionId().equals(execution))
        .filter(it -> it instanceof CancelRequested || it instanceof StdinGiven)
        .toList();
  }

  /** Says that a program has taken so much of its typed input, as a runner does. */
  public void take(UUID execution, long bytes) {
    var event = new StdinTaken(execution, UUID.randomUUID(), bytes);
    try (var writer = new LogWriter(servers)) {
      writer.append(EventEnvelope.of("/test", Instant.now(), event));
    }
  }

  private <T> List<T> read(String topic, Class<T> type) {
    List<T> found = new ArrayList<>();
    try (var reader = new LogReader(servers, topic)) {
      reader.readToTheEnd(
          record -> {
            try {
              RunEvent event = CODEC.decode(KafkaRecords.fromConsumerRecord(record)).event();
              Stream.of(event).filter(type::isInstance).map(type::cast).forEach(found::add);
            } catch (UndecodableEventException e) {
              // Written by a test that wants to see it passed over.
            }
          });
    }
    return found;
  }

  /** Says that an execution has finished, as a runner does. */
  public void finish(UUID session, UUID execution) {
    Instant now = Instant.now();
    var event =
        new RunFinished(
            execution,
            session,
            UUID.randomUUID(),
            "python",
            "test",
            Outcome.COMPLETED,
            0,
            null,
            RunUsage.NONE,
            StreamSummary.EMPTY,
            StreamSummary.EMPTY,
            now,
            now,
            now);
    try (var writer = new LogWriter(servers)) {
      writer.append(EventEnvelope.of("/test", now, event));
    }
  }

  /** Says that a runner has this version of a language. */
  public void find(String language, String version) {
    var event = new LanguageFound(language, version, "test", Instant.now());
    write(KafkaRecords.toProducerRecord(Topics.LANGUAGES, new LanguageFoundCodec().encode(event)));
  }

  /** Writes any record. */
  public void write(ProducerRecord<String, byte[]> record) {
    try (var writer = new LogWriter(servers)) {
      writer.append(record);
    }
  }
}
