package dev.livecode.execution.audit;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.execution.view.ExecutionView;
import dev.livecode.execution.view.Fold;
import org.jspecify.annotations.Nullable;

/**
 * Folds a run's history again, up to a bound. Of the events it takes the longest beginning in log
 * order that lies within the bound, and nothing behind it: clocks differ, and what came earlier by
 * its time but later in the log would make a state that never was. For one thread.
 */
final class Retelling {

  private final Until until;
  private @Nullable ExecutionView view;
  private long position;
  private boolean isCut;
  private boolean isLater;

  Retelling(Until until) {
    this.until = until;
  }

  /** The next record of the history. */
  void take(ArchivedRecord record) {
    record.event().ifPresent(it -> take(record.place(), it));
  }

  private void take(Place place, EventEnvelope envelope) {
    if ((place.isRequest() || !isCut) && until.includes(place, envelope.time())) {
      view = Fold.apply(view, envelope.event());
      position = place.position();
    } else {
      isCut = isCut || !place.isRequest();
      isLater = true;
    }
  }

  /** The view there, null when nothing is known by then. */
  @Nullable ExecutionView view() {
    return view;
  }

  /** Where the last event stands that was taken. */
  long position() {
    return position;
  }

  /** Whether no event that follows can count. */
  boolean isCut() {
    return isCut;
  }

  /** Whether there was one that does not count. */
  boolean isLater() {
    return isLater;
  }
}
