package dev.livecode.execution.view;

import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import org.jspecify.annotations.Nullable;

/**
 * The view as a function of the events.
 *
 * <p>Every event carries all that the view says up to it, so the order between topics does not
 * matter, nor does an event that comes twice: a start outweighs a request, an end outweighs both,
 * and of several ends the first in log order stands.
 */
public final class Fold {

  /** The view after the event; null as long as only pieces of output are known. */
  public static @Nullable ExecutionView apply(@Nullable ExecutionView view, RunEvent event) {
    return switch (event) {
      case RunRequested requested -> view == null ? queued(requested) : view;
      case RunStarted started -> started(view, started);
      case RunOutput _ -> view;
      case RunFinished finished -> hasEnded(view) ? view : ended(finished);
    };
  }

  private static @Nullable ExecutionView started(@Nullable ExecutionView view, RunStarted event) {
    if (hasEnded(view)) {
      return view;
    }
    var attempt = new Attempt(event.attemptId(), event.runner(), event.startedAt());
    if (view != null && view.attempt() != null && !attempt.isLaterThan(view.attempt())) {
      return view;
    }
    return new ExecutionView(
        event.executionId(),
        event.sessionId(),
        event.language(),
        event.acceptedAt(),
        attempt,
        null);
  }

  private static boolean hasEnded(@Nullable ExecutionView view) {
    return view != null && view.ending() != null;
  }

  private static ExecutionView queued(RunRequested event) {
    return new ExecutionView(
        event.executionId(), event.sessionId(), event.language(), event.acceptedAt(), null, null);
  }

  private static ExecutionView ended(RunFinished event) {
    return new ExecutionView(
        event.executionId(),
        event.sessionId(),
        event.language(),
        event.acceptedAt(),
        new Attempt(event.attemptId(), event.runner(), event.startedAt()),
        new Ending(
            event.outcome(),
            event.exitCode(),
            event.signal(),
            event.usage(),
            event.stdout(),
            event.stderr(),
            event.finishedAt()));
  }

  private Fold() {}
}
