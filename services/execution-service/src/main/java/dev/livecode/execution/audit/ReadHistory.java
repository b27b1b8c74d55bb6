package dev.livecode.execution.audit;

import dev.livecode.errors.RefusedException;
import dev.livecode.execution.query.FindExecution;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads a piece of a run's history for a client that may have been given its id this moment. */
@Service
class ReadHistory {

  private static final int USUAL_EVENTS = 100;
  private static final int MOST_EVENTS = 1_000;

  private final Histories histories;
  private final FindExecution find;

  ReadHistory(Histories histories, FindExecution find) {
    this.histories = histories;
    this.find = find;
  }

  /**
   * The piece behind the cursor, each record in the form that is asked for.
   *
   * @throws RefusedException when a parameter can't be read, when the run's id was never issued, or
   *     when nobody can say
   */
  <E> History<E> read(
      UUID id, @Nullable String cursor, @Nullable String limit, Function<ArchivedRecord, E> form) {
    Histories.Page page =
        histories.page(
            id, EventCursor.parse(cursor), Parameters.limit(limit, USUAL_EVENTS, MOST_EVENTS));
    if (page.records().isEmpty()) {
      find.find(id);
    }
    return new History<>(
        id, page.records().stream().map(form).toList(), page.end().toString(), page.hasMore());
  }
}
