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
import org.jspecify.annotations.Nullable;
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
    long end = System.nanoTime() + time.toNanos();
    try (Watch watch = hub.watch(id, Interest.END)) {
      boolean current = watch.isViewCurrent();
      ExecutionView view = read(id);
      if (view.ending() != null) {
        return view;
      }
      try (var _ = seats.take(Seats.Kind.WAIT, address)) {
        return await(watch, current ? view : null, id, end);
      }
    }
  }

  private ExecutionView await(Watch watch, @Nullable ExecutionView known, UUID id, long end) {
    ExecutionView view = follow(watch, known, id, end);
    while (view.ending() == null && !left(end).isZero() && !hub.isClosing()) {
      try (Watch again = hub.watch(id, Interest.END)) {
        view = follow(again, null, id, end);
      }
    }
    return view;
  }

  /** Looks each time that something may have ended the run. */
  private ExecutionView follow(Watch watch, @Nullable ExecutionView known, UUID id, long end) {
    try {
      if (known == null && !watch.viewHasCaughtUp(left(end))) {
        return read(id);
      }
      ExecutionView view = known == null ? read(id) : known;
      while (view.ending() == null && !left(end).isZero()) {
        for (Heard heard : watch.next(left(end))) {
          watch.viewHas(heard, left(end));
        }
        view = read(id);
      }
      return view;
    } catch (CutOffException _) {
      return read(id);
    }
  }

  private ExecutionView read(UUID id) {
    return find.findInTurn(id);
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
