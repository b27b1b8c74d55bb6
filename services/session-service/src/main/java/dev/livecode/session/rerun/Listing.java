package dev.livecode.session.rerun;

import dev.livecode.contracts.internal.EndedRuns;
import dev.livecode.contracts.internal.EndedRuns.EndedRun;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Writes a batch's originals down, a page a turn. What was listed stays so over a restart. */
@Component
class Listing {

  private final Batches batches;
  private final Items items;
  private final PastRuns past;
  private final TransactionOperations transactions;

  Listing(Batches batches, Items items, PastRuns past, TransactionOperations transactions) {
    this.batches = batches;
    this.items = items;
    this.past = past;
    this.transactions = transactions;
  }

  void listPage(Batch batch) {
    EndedRuns page = past.ended(batch.selection(), batch.listedTo());
    List<UUID> origins = withoutReruns(page, batches).stream().map(EndedRun::executionId).toList();
    transactions.executeWithoutResult(
        _ ->
            batches
                .hold(batch.id(), Batch.Status.LISTING)
                .ifPresent(
                    held -> {
                      items.add(held.id(), origins);
                      batches.listed(held.id(), page.next());
                    }));
  }

  /** Those that learners asked for: a batch's own runs are no originals of another. */
  static List<EndedRun> withoutReruns(EndedRuns page, Batches batches) {
    Set<UUID> sessions = page.runs().stream().map(EndedRun::sessionId).collect(Collectors.toSet());
    Set<UUID> reruns = batches.among(sessions);
    return page.runs().stream().filter(it -> !reruns.contains(it.sessionId())).toList();
  }
}
