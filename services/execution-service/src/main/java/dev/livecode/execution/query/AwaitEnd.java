package dev.livecode.execution.query;

import dev.livecode.execution.live.CutOffException;
import dev.livecode.execution.live.Heard;
import dev.livecode.execution.live.Hub;
import dev.livecode.execution.live.Interest;
import dev.livecode.execution.live.Seats;
import dev.livecode.execution.live.Watch;
import dev.livecode.execution.view.ExecutionView;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Waits for the end of a run: told by the hub, and answered from the view once that has it. */
@Service
class AwaitEnd {

  private final FindExecution find;
  private final Hub hub;
  private final Seats seats;

  AwaitEnd(FindExecution find, Hub hub, Seats seats) {
    this.find = find;
    this.hub = hub;
    this.seats = seats;
  }

  /** The run as soon as it has ended, or as it is known when the time is over. */
  ExecutionView await(UUID id, Duration time, String address) {
    ExecutionView view = find.find(id);
    if (view.ending() != null || time.isZero()) {
      return view;
    }
    long end = System.nanoTime() + time.toNanos();
    try (var _ = seats.take(Seats.Kind.WAIT, address)) {
      do {
        view = watch(id, end);
      } while (view.ending() == null && !left(end).isZero() && !hub.isClosing());
      return view;
    }
  }

  private ExecutionView watch(UUID id, long end) {
    try (Watch watch = hub.watch(id, Interest.END)) {
      if (watch.viewHasCaughtUp(left(end))) {
        ExecutionView view = find.find(id);
        while (view.ending() == null && !left(end).isZero()) {
          for (Heard heard : watch.next(left(end))) {
            watch.viewHas(heard, left(end));
          }
          view = find.find(id);
        }
        return view;
      }
    } catch (CutOffException _) {
      // Whoever is cut off looks, and may watch anew.
    }
    return find.find(id);
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
