package dev.livecode.execution.live;

import static java.util.Objects.requireNonNull;

import dev.livecode.execution.progress.Progress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the hub hears of one run from the moment that this was made, in order and without gaps, for
 * one reader. Every method throws {@link CutOffException} once the reader is cut off.
 */
public final class Watch implements AutoCloseable {

  /** Nobody who waits for the view waits longer before it looks whether it was cut off. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final String execution;
  private final Interest interest;
  private final HeardEvents heard;
  private final Progress progress;
  private final Watches watches;
  private @Nullable Place from;

  Watch(
      String execution, Interest interest, HeardEvents heard, Progress progress, Watches watches) {
    this.execution = execution;
    this.interest = interest;
    this.heard = heard;
    this.progress = progress;
    this.watches = watches;
  }

  /** Where it begins; null as long as the hub does not know where it is itself. */
  void from(@Nullable Place place) {
    from = place;
  }

  /** Called by the hub. False when the reader lags. */
  boolean offer(Heard event) {
    return !interest.covers(event.event()) || heard.add(event);
  }

  void cut() {
    heard.close();
  }

  /**
   * Whether the view has all that came before this watch, now or within the time. Where the hub
   * does not know its own place yet, there is nothing to wait for: it cuts this off when it does.
   */
  public boolean viewHasCaughtUp(Duration within) {
    check();
    return from == null || viewReaches(from, within);
  }

  /** Whether what is read of the view now lacks nothing that came before this watch. */
  public boolean isViewCurrent() {
    return !heard.isClosed()
        && from != null
        && progress.hasReached(from.partitionName(), from.offset());
  }

  /** Whether the view has the event, now or within the time. */
  public boolean viewHas(Heard event, Duration within) {
    int partition = requireNonNull(from, "Nothing is heard before the place is known").partition();
    return viewReaches(new Place(partition, event.offset() + 1), within);
  }

  private boolean viewReaches(Place place, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      check();
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      Duration look = left.compareTo(LOOK) < 0 ? left : LOOK;
      try {
        if (progress.reaches(place.partitionName(), place.offset(), look)) {
          return true;
        }
      } catch (InterruptedException _) {
        throw interrupted();
      }
      if (left.isZero()) {
        return false;
      }
    }
  }

  /** Returns a little later. */
  public void pause() {
    try {
      Thread.sleep(LOOK);
      check();
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  /** What was heard since the last call, as soon as there is something; nothing after the time. */
  public List<Heard> next(Duration within) {
    try {
      List<Heard> events = heard.take(within);
      check();
      return events;
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private void check() {
    if (heard.isClosed()) {
      throw new CutOffException();
    }
  }

  private static CutOffException interrupted() {
    Thread.currentThread().interrupt();
    return new CutOffException();
  }

  /** The hub forgets it. */
  @Override
  public void close() {
    watches.remove(execution, this);
  }
}
