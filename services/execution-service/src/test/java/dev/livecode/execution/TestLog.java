package dev.livecode.execution;

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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events to a log, each where it belongs, and returns when the log has them. */
public final class TestLog implements AutoCloseable {

  private final RunEventCodec codec = new RunEventCodec();
  private final KafkaProducer<String, byte[]> producer;

  public TestLog(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>(ClientSizes.producer());
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("linger.ms", 0);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  public void append(RunEvent... events) {
    for (RunEvent event : events) {
      append(EventEnvelope.of("/test", Instant.parse("2026-11-01T09:30:01Z"), event));
    }
  }

  public void append(EventEnvelope envelope) {
    String topic =
        envelope.event() instanceof RunRequested ? Topics.RUN_REQUESTS : Topics.RUN_EVENTS;
    append(KafkaRecords.toProducerRecord(topic, codec.encode(envelope)));
  }

  public void append(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (Exception e) {
      throw new AssertionError("The log does not take the record", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
