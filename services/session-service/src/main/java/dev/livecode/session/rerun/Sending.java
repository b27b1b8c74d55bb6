package dev.livecode.session.rerun;

import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.internal.ArchivedRun;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends the next run of a batch, when learners leave room for it. */
@Component
class Sending {

  private static final Logger log = LoggerFactory.getLogger(Sending.class);

  private final Batches batches;
  private final Items items;
  private final PastRuns past;
  private final LanguageCatalog catalog;
  private final Learners learners;
  private final ItemRecording recording;
  private final Clock clock;

  Sending(
      Batches batches,
      Items items,
      PastRuns past,
      LanguageCatalog catalog,
      Learners learners,
      ItemRecording recording,
      Clock clock) {
    this.batches = batches;
    this.items = items;
    this.past = past;
    this.catalog = catalog;
    this.learners = learners;
    this.recording = recording;
    this.clock = clock;
  }

  /** Sends one, or ends the batch, or leaves it for later. */
  void sendNext(Batch batch) {
    Optional<UUID> next = items.next(batch.id());
    if (next.isEmpty()) {
      endIfDone(batch);
    } else if (recording.isDue(batch) && !learners.mayWait()) {
      send(batch, next.get());
    }
  }

  private void endIfDone(Batch batch) {
    if (items.counts(batch.id()).outstanding() == 0
        && batches.end(
            batch.id(), Batch.Status.COMPLETED, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
      log.info("Batch {}: completed", batch.id());
    }
  }

  private void send(Batch batch, UUID origin) {
    Optional<ArchivedRun> original = past.find(origin);
    Optional<Language> language = catalog.find(batch.selection().language());
    if (original.isPresent() && language.isPresent()) {
      recording.record(batch, original.get(), language.get());
    } else {
      log.warn("Batch {}: {} can't be run again, passed over", batch.id(), origin);
      items.end(batch.id(), origin, Item.State.SKIPPED);
    }
  }
}
