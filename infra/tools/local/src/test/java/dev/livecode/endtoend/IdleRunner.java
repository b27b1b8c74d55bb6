package dev.livecode.endtoend;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StreamSummary;
import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Takes the place of the runner where only the way around a program is looked at: it ends each run
 * the moment that it meets it, without a sandbox.
 */
final class IdleRunner implements AutoCloseable {

  private static final RunEventCodec CODEC = new RunEventCodec();
  private static final RunUsage USAGE = new RunUsage(0, 0, 0);

  private final String servers;
  private final Thread thread;
  private volatile boolean over;

  IdleRunner(String bootstrapServers) {
    this.servers = bootstrapServers;
    this.thread = Thread.ofPlatform().name("idle-runner").start(this::run);
  }

  private void run() {
    try (var queue =
            new KafkaShareConsumer<>(
                settings(ClientSizes.consumer(), "group.id", Topics.RUNNERS_GROUP),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var log =
            new KafkaProducer<>(
                settings(ClientSizes.producer(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer())) {
      queue.subscribe(List.of(Topics.RUN_REQUESTS));
      while (!over) {
        queue.poll(Duration.ofMillis(100)).forEach(record -> end(log, record));
      }
    }
  }

  private Map<String, Object> settings(Map<String, Object> sizes, String name, Object value) {
    var all = new HashMap<>(sizes);
    all.put("bootstrap.servers", servers);
    all.put(name, value);
    return all;
  }

  private static void end(
      KafkaProducer<String, byte[]> log, ConsumerRecord<String, byte[]> record) {
    if (CODEC.decode(KafkaRecords.fromConsumerRecord(record)).event() instanceof RunRequested run) {
      var attempt = UUID.randomUUID();
      Instant now = Instant.now();
      append(
          log,
          new RunStarted(
              run.executionId(),
              run.sessionId(),
              attempt,
              run.language(),
              "idle",
              run.acceptedAt(),
              now));
      append(log, finished(run, attempt, now));
    }
  }

  private static RunFinished finished(RunRequested run, UUID attempt, Instant now) {
    return new RunFinished(
        run.executionId(),
        run.sessionId(),
        attempt,
        run.language(),
        "idle",
        Outcome.COMPLETED,
        0,
        null,
        USAGE,
        StreamSummary.EMPTY,
        StreamSummary.EMPTY,
        run.acceptedAt(),
        now,
        now);
  }

  private static void append(KafkaProducer<String, byte[]> log, RunEvent event) {
    var envelope = EventEnvelope.of("/runner/idle", Instant.now(), event);
    var _ = log.send(KafkaRecords.toProducerRecord(Topics.RUN_EVENTS, CODEC.encode(envelope)));
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
  }
}
