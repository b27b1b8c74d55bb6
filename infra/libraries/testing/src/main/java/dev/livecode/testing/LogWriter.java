package dev.livecode.testing;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to Kafka's log, and returns when it has what was written. */
public final class LogWriter implements AutoCloseable {

  private static final Instant TOLD = Instant.parse("2026-11-01T09:30:01Z");

  private final RunEventCodec codec = new RunEventCodec();
  private final KafkaProducer<String, byte[]> producer;

  /** To the log of that broker. */
  public LogWriter(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>(ClientSizes.producer());
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("linger.ms", 0);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Each where it belongs. */
  public void append(RunEvent... events) {
    for (RunEvent event : events) {
      append(EventEnvelope.of("/test", TOLD, event));
    }
  }

  /** Where it belongs. */
  public void append(EventEnvelope envelope) {
    String topic =
        envelope.event() instanceof RunRequested ? Topics.RUN_REQUESTS : Topics.RUN_EVENTS;
    append(KafkaRecords.toProducerRecord(topic, codec.encode(envelope)));
  }

  /** Anything, anywhere. */
  public void append(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new AssertionError("The log does not take the record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
