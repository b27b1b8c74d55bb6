package dev.livecode.execution.view;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import dev.livecode.contracts.RunUsage;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.StdinTaken;
import dev.livecode.contracts.StreamSummary;
import org.jspecify.annotations.Nullable;

/**
 * The view as a function of the events.
 *
 * <p>Every event carries all that the view says up to it, so the order between topics does not
 * matter, nor does an event that comes twice: a start outweighs a request, an end outweighs both,
 * and of several ends the first in log order stands. A cancel is an end where it comes before the
 * first start of its partition; after it, the attempt's own end says how it ended.
 */
public final class Fold {

  /** The view after the event; null as long as only pieces of output are known. */
  public static @Nullable ExecutionView apply(@Nullable ExecutionView view, RunEvent event) {
    return switch (event) {
      case RunRequested requested -> view == null ? queued(requested) : view;
      case RunStarted started -> started(view, started);
      case RunOutput _, StdinGiven _, StdinTaken _ -> view;
      case CancelRequested cancel -> isUnderWay(view) ? view : cancelled(cancel);
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

  /** A run whose attempt has begun, or that has ended, is not ended by a cancel in the log. */
  private static boolean isUnderWay(@Nullable ExecutionView view) {
    return view != null && (view.attempt() != null || view.ending() != null);
  }

  private static ExecutionView cancelled(CancelRequested event) {
    return new ExecutionView(
        event.executionId(),
        event.sessionId(),
        event.language(),
        event.acceptedAt(),
        null,
        new Ending(
            Outcome.CANCELLED,
            null,
            null,
            RunUsage.NONE,
            StreamSummary.EMPTY,
            StreamSummary.EMPTY,
            event.requestedAt()));
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
