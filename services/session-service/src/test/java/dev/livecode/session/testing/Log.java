package dev.livecode.session.testing;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.LanguageFound;
import dev.livecode.contracts.LanguageFoundCodec;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

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

  private <T> List<T> read(String topic, Class<T> type) {
    Map<String, Object> settings = new HashMap<>(ClientSizes.consumer());
    settings.put("bootstrap.servers", servers);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return readUntilEnd(consumer, partitions).stream()
          .filter(type::isInstance)
          .map(type::cast)
          .toList();
    }
  }

  private static List<RunEvent> readUntilEnd(
      KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<RunEvent> found = new ArrayList<>();
    while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
      for (var record : consumer.poll(Duration.ofMillis(100))) {
        try {
          found.add(CODEC.decode(KafkaRecords.fromConsumerRecord(record)).event());
        } catch (UndecodableEventException e) {
          // Written by a test that wants to see it passed over.
        }
      }
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
    var encoded = CODEC.encode(EventEnvelope.of("/test", now, event));
    write(KafkaRecords.toProducerRecord(Topics.RUN_EVENTS, encoded));
  }

  /** Says that a runner has this version of a language. */
  public void find(String language, String version) {
    var event = new LanguageFound(language, version, "test", Instant.now());
    write(KafkaRecords.toProducerRecord(Topics.LANGUAGES, new LanguageFoundCodec().encode(event)));
  }

  /** Writes any record. */
  public void write(ProducerRecord<String, byte[]> record) {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      var _ = producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
