package dev.livecode.session.rerun;

import dev.livecode.session.control.CancelDesk;
import dev.livecode.session.run.ExecutionProgress;
import dev.livecode.session.run.ExpireRun;
import dev.livecode.session.run.RunRegister;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Sees to what is under way: compares it once it has ended, and stops it where that is wished. */
@Component
class Settling {

  private final Items items;
  private final PastRuns past;
  private final ExecutionProgress progress;
  private final CancelDesk cancels;
  private final RunRegister register;
  private final ExpireRun expiry;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final Duration overdue;

  Settling(
      Items items,
      PastRuns past,
      ExecutionProgress progress,
      CancelDesk cancels,
      RunRegister register,
      ExpireRun expiry,
      TransactionOperations transactions,
      Clock clock,
      @Value("${livecode.overdue.after:20m}") Duration overdue) {
    this.items = items;
    this.past = past;
    this.progress = progress;
    this.cancels = cancels;
    this.register = register;
    this.expiry = expiry;
    this.transactions = transactions;
    this.clock = clock;
    this.overdue = overdue;
  }

  void settle(Item item) {
    switch (progress.stage(item.execution())) {
      case ENDED -> end(item);
      case QUEUED -> stopWhereWished(item);
      case RUNNING -> {
        stopWhereWished(item);
        expireWhereOverdue(item);
      }
      // Nobody can say it of the others either: the turn ends, and rests.
      case UNKNOWN -> throw new PastRunsAwayException();
    }
  }

  /** A cancel also ends what somebody has taken out of the queue. */
  private void stopWhereWished(Item item) {
    if (item.isCancelled() || isOverdue(item)) {
      var _ = cancels.cancel(item.execution());
    }
  }

  /**
   * Where its runner is gone for good, a cancel ends nothing, and all batches would wait for it.
   */
  private void expireWhereOverdue(Item item) {
    if (isOverdue(item)) {
      transactions.executeWithoutResult(
          _ -> {
            register.find(item.execution()).ifPresent(expiry::end);
            items.end(item.batch(), item.origin(), Item.State.SKIPPED);
          });
    }
  }

  private boolean isOverdue(Item item) {
    return clock.instant().isAfter(item.sentAt().plus(overdue));
  }

  private void end(Item item) {
    if (item.isCancelled()) {
      items.end(item.batch(), item.origin(), Item.State.CANCELLED);
      return;
    }
    Optional<Seen> before = past.seen(item.origin());
    Optional<Seen> after = past.seen(item.execution());
    if (before.isEmpty() || after.isEmpty()) {
      items.end(item.batch(), item.origin(), Item.State.SKIPPED);
    } else {
      items.compared(item, Comparison.of(before.get(), after.get()));
    }
  }
}
