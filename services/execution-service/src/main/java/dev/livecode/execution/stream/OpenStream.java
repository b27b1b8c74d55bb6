package dev.livecode.execution.stream;

import dev.livecode.errors.RefusedException;
import dev.livecode.execution.live.CutOffException;
import dev.livecode.execution.live.Hub;
import dev.livecode.execution.live.Interest;
import dev.livecode.execution.live.Watch;
import dev.livecode.execution.live.WatchProperties;
import dev.livecode.execution.projection.Executions;
import dev.livecode.execution.query.FindExecution;
import dev.livecode.execution.view.ExecutionView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Begins a stream where nothing can be missing: it watches first, and reads the view only when that
 * has all that came before.
 */
@Service
class OpenStream {

  /** Another instance may have told of what this one has not heard yet. */
  private static final Duration AHEAD = Duration.ofSeconds(1);

  private final Hub hub;
  private final FindExecution find;
  private final Executions executions;
  private final JsonMapper json;
  private final WatchProperties properties;

  OpenStream(
      Hub hub,
      FindExecution find,
      Executions executions,
      JsonMapper json,
      WatchProperties properties) {
    this.hub = hub;
    this.find = find;
    this.executions = executions;
    this.json = json;
    this.properties = properties;
  }

  /**
   * Tells of the run until its end, or until the client has to come again.
   *
   * @param behind what it was told last, null for nothing
   * @throws RefusedException when the view is too far behind to begin
   * @throws IOException when the client is gone
   */
  void open(ExecutionView known, @Nullable Position behind, HttpServletResponse response)
      throws IOException {
    long end = System.nanoTime() + properties.patience().toNanos();
    do {
      try (Watch watch = hub.watch(known.executionId(), Interest.ALL)) {
        if (known.ending() != null) {
          follow(watch, known, behind, response);
          return;
        }
        if (watch.viewHasCaughtUp(left(end))) {
          follow(watch, find.find(known.executionId()), behind, response);
          return;
        }
      } catch (CutOffException _) {
        if (response.isCommitted()) {
          return;
        }
      }
    } while (!left(end).isZero() && !hub.isClosing());
    throw RefusedException.unavailable("What is known of the execution is behind, come again");
  }

  private void follow(
      Watch watch, ExecutionView view, @Nullable Position behind, HttpServletResponse response)
      throws IOException {
    boolean reset = behind != null && isOfNoUse(behind, view, watch);
    EventWriter out = EventWriter.begin(json, response, properties.heartbeat());
    var teller =
        new Teller(out, behind == null ? Position.of(view.executionId(), null, 0, 0) : behind);
    teller.status(view);
    if (reset) {
      teller.reset();
    }
    new Following(watch, executions, out, teller, view).follow();
  }

  /** Whether a client was told more of this attempt than there is. */
  private boolean isOfNoUse(Position behind, ExecutionView view, Watch watch) {
    UUID attempt = view.attemptId();
    if (attempt == null || !attempt.equals(behind.attempt())) {
      return false; // It is told so anyway.
    }
    long end = System.nanoTime() + AHEAD.toNanos();
    while (!executions.hasOutput(view.executionId(), attempt, behind.stdout(), behind.stderr())) {
      if (view.ending() != null || left(end).isZero()) {
        return true;
      }
      watch.pause();
    }
    return false;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
