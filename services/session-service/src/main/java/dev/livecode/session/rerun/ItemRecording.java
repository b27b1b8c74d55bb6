package dev.livecode.session.rerun;

import dev.livecode.catalog.Language;
import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.session.run.RerunRecording;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes a run of a batch and its item down in one transaction, which holds the batch: none is run
 * twice, whoever asks and whatever dies.
 */
@Component
class ItemRecording {

  private static final Logger log = LoggerFactory.getLogger(ItemRecording.class);

  private final Batches batches;
  private final Items items;
  private final RerunRecording recording;
  private final RerunProperties properties;
  private final TransactionOperations transactions;
  private final Clock clock;

  ItemRecording(
      Batches batches,
      Items items,
      RerunRecording recording,
      RerunProperties properties,
      TransactionOperations transactions,
      Clock clock) {
    this.batches = batches;
    this.items = items;
    this.recording = recording;
    this.properties = properties;
    this.transactions = transactions;
    this.clock = clock;
  }

  boolean isDue(Batch batch) {
    return new Pacing(batch.rate(), properties.atOnce())
        .maySend(now(), batch.sentAt(), items.outstanding().size());
  }

  /** Unless another instance was faster, or the batch is cancelled by now. */
  void record(Batch batch, ArchivedRun original, Language language) {
    transactions.executeWithoutResult(
        _ ->
            batches
                .hold(batch.id(), Batch.Status.RUNNING)
                .filter(this::isDue)
                .ifPresent(held -> recordHeld(held.id(), original, language)));
  }

  private void recordHeld(UUID batch, ArchivedRun original, Language language) {
    UUID origin = original.requested().executionId();
    if (items.waits(batch, origin)) {
      IssuedRun run = recording.record(original, language, batch, null);
      Instant now = now();
      items.sent(batch, origin, run.executionId(), now);
      batches.sent(batch, now);
      log.info("Execution {}: {} again, for batch {}", run.executionId(), origin, batch);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
