package dev.livecode.runner.reporting;

import dev.livecode.contracts.EncodedEvent;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.runner.identity.RunnerName;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Appends events to their topics. Thread-safe; events of one run keep their order. The producer is
 * made when the first event is sent, so that Kafka may be absent until then.
 */
public final class EventLog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventLog.class);

  private final DefaultKafkaProducerFactory<String, byte[]> producers;
  private final String source;
  private final Clock clock;
  private final RunEventCodec codec = new RunEventCodec();

  EventLog(DefaultKafkaProducerFactory<String, byte[]> producers, RunnerName runner, Clock clock) {
    this.producers = producers;
    this.source = "/runner/" + runner;
    this.clock = clock;
  }

  /** Finds out where events go, so that the first one need not. */
  void warmUp() {
    try {
      producers.createProducer().partitionsFor(Topics.RUN_EVENTS);
    } catch (KafkaException e) {
      log.debug("The first event will look for its topic itself: {}", e.getMessage());
    }
  }

  /** Sends an event of a run; as below. */
  CompletableFuture<Void> append(RunEvent event) {
    return append(
        Topics.RUN_EVENTS, codec.encode(EventEnvelope.of(source, clock.instant(), event)));
  }

  /** Sends an event; completes when Kafka has it, or fails when it won't have it any more. */
  public CompletableFuture<Void> append(String topic, EncodedEvent encoded) {
    var done = new CompletableFuture<Void>();
    try {
      var _ =
          producers
              .createProducer()
              .send(
                  KafkaRecords.toProducerRecord(topic, encoded),
                  (_, failure) -> {
                    if (failure == null) {
                      done.complete(null);
                    } else {
                      done.completeExceptionally(failure);
                    }
                  });
    } catch (KafkaException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  @Override
  public void close() {
    producers.destroy();
  }
}
