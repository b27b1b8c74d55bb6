package dev.livecode.session.outbox;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.EncodedEvent;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.session.run.RunAnnouncements;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Announces runs through a table, and sends them as soon as the transaction has committed. */
@Component
class Outbox implements RunAnnouncements {

  private static final String SOURCE = "/session-service";

  private final RunEventCodec codec = new RunEventCodec();
  private final OutboxTable table;
  private final OutboxRelay relay;
  private final OutboxProperties properties;

  Outbox(OutboxTable table, OutboxRelay relay, OutboxProperties properties) {
    this.table = table;
    this.relay = relay;
    this.properties = properties;
  }

  @Override
  public void announce(RunRequested event) {
    add(Topics.RUN_REQUESTS, EventEnvelope.of(SOURCE, event.acceptedAt(), event));
  }

  @Override
  public void announce(CancelRequested event) {
    addWithNotice(EventEnvelope.of(SOURCE, event.requestedAt(), event));
  }

  @Override
  public void announce(StdinGiven event) {
    addWithNotice(EventEnvelope.of(SOURCE, event.givenAt(), event));
  }

  /** The event's place in the log decides; the notice only makes runners hear of it. */
  private void addWithNotice(EventEnvelope envelope) {
    add(Topics.RUN_EVENTS, envelope);
    add(Topics.RUN_CONTROLS, envelope);
  }

  @Override
  public void announce(RunFinished event) {
    add(Topics.RUN_EVENTS, EventEnvelope.of(SOURCE, event.finishedAt(), event));
  }

  private void add(String topic, EventEnvelope envelope) {
    boolean atOnce = relay.isKafkaThere();
    // While Kafka is away nobody holds the row: the first sweep after its return takes it.
    Duration lease = atOnce ? properties.lease() : Duration.ZERO;
    long addedAt = System.nanoTime();
    EncodedEvent event = codec.encode(envelope);
    long id = table.add(envelope.id(), topic, event, lease);
    if (atOnce) {
      afterCommit(() -> relay.send(new OutboxRow(id, topic, event), addedAt));
    }
  }

  private static void afterCommit(Runnable action) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }
}
