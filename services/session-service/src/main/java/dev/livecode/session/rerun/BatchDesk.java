package dev.livecode.session.rerun;

import com.fasterxml.uuid.NoArgGenerator;
import dev.livecode.contracts.internal.EndedRuns;
import dev.livecode.contracts.internal.EndedRuns.EndedRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes an operator's wishes about batches. */
@Service
public class BatchDesk {

  /** What a batch would be. */
  public record Estimate(long runs, Duration time) {}

  /** A batch and how far it is. */
  public record Standing(Batch batch, Counts counts) {}

  private static final Logger log = LoggerFactory.getLogger(BatchDesk.class);
  private static final int LAST = 100;

  private final Batches batches;
  private final Items items;
  private final PastRuns past;
  private final RerunProperties properties;
  private final TransactionOperations transactions;
  private final NoArgGenerator ids;
  private final Clock clock;

  BatchDesk(
      Batches batches,
      Items items,
      PastRuns past,
      RerunProperties properties,
      TransactionOperations transactions,
      NoArgGenerator ids,
      Clock clock) {
    this.batches = batches;
    this.items = items;
    this.past = past;
    this.properties = properties;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** Begins a batch; it is worked on behind those that began before. */
  public Standing begin(Selection selection, double rate) {
    var batch =
        new Batch(ids.generate(), selection, rate, Batch.Status.LISTING, null, null, now(), null);
    batches.add(batch);
    log.info("Batch {}: runs in {} are listed next", batch.id(), selection.language());
    return standing(batch);
  }

  /** What such a batch would be, as far as that can be known. */
  public Estimate estimate(Selection selection, double rate) {
    long runs = 0;
    long timeMs = 0;
    UUID behind = null;
    do {
      EndedRuns page = past.ended(selection, behind);
      List<EndedRun> originals = withoutReruns(page);
      runs += originals.size();
      timeMs += originals.stream().mapToLong(EndedRun::executionTimeMs).sum();
      behind = page.next();
    } while (behind != null);
    return new Estimate(runs, new Pacing(rate, properties.atOnce()).estimate(runs, timeMs));
  }

  private List<EndedRun> withoutReruns(EndedRuns page) {
    return Listing.withoutReruns(page, batches);
  }

  /** The newest first. */
  public List<Standing> last() {
    return batches.last(LAST).stream().map(this::standing).toList();
  }

  /** The batch as it stands. */
  public Optional<Standing> find(UUID id) {
    return batches.find(id).map(this::standing);
  }

  /** What the batch has shown so far. */
  public Optional<Report> report(UUID id, TimeRule rule) {
    return batches.find(id).map(it -> Report.of(it, items.counts(id), items.compared(id), rule));
  }

  /** Sends no more of the batch; what is under way is stopped soon. One that has ended stays. */
  public Optional<Standing> cancel(UUID id) {
    transactions.executeWithoutResult(
        _ -> {
          if (batches.end(id, Batch.Status.CANCELLED, now())) {
            items.cancelWaiting(id);
            log.info("Batch {}: cancelled, what is under way is stopped next", id);
          }
        });
    return find(id);
  }

  private Standing standing(Batch batch) {
    return new Standing(batch, items.counts(batch.id()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
