package dev.livecode.execution.audit;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.execution.query.FindExecution;
import dev.livecode.execution.view.ExecutionView;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Where a run stood at some time: its history is folded again, from the archive alone. */
@Service
class AskState {

  private static final int RECORDS = 1_000;

  private final Histories histories;
  private final FindExecution find;

  AskState(Histories histories, FindExecution find) {
    this.histories = histories;
    this.find = find;
  }

  /**
   * The state there.
   *
   * @throws RefusedException when there is no such run, or nothing of it had happened by then
   */
  StateThen ask(UUID execution, Until until) {
    var retelling = new Retelling(until);
    Histories.Page page = histories.page(execution, EventCursor.START, RECORDS);
    page.records().forEach(retelling::take);
    while (page.hasMore() && !retelling.isCut()) {
      page = histories.page(execution, page.end(), RECORDS);
      page.records().forEach(retelling::take);
    }
    ExecutionView view = retelling.view();
    if (view == null) {
      find.find(execution);
      throw RefusedException.because(
          Problem.EXECUTION_NOT_FOUND, "The archive has nothing of it up to there");
    }
    return new StateThen(OperatedExecution.of(view), retelling.position(), retelling.isLater());
  }
}
