package dev.livecode.execution.stream;

import dev.livecode.execution.live.Turns;
import dev.livecode.execution.live.Watch;
import dev.livecode.execution.live.WatchProperties;
import dev.livecode.execution.store.Executions;
import dev.livecode.execution.view.ExecutionView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Begins the answer of a stream, and goes on behind what its client was told. */
@Service
class OpenStream {

  /** Another instance may have told of what this one has not heard yet. */
  private static final Duration AHEAD = Duration.ofSeconds(1);

  private final Executions executions;
  private final Turns turns;
  private final JsonMapper json;
  private final WatchProperties properties;

  OpenStream(Executions executions, Turns turns, JsonMapper json, WatchProperties properties) {
    this.executions = executions;
    this.turns = turns;
    this.json = json;
    this.properties = properties;
  }

  /**
   * Tells of the run until its end.
   *
   * @param view lacks nothing of what came before the watch
   * @param behind what the client was told last, null for nothing
   * @throws IOException when the client is gone
   */
  void open(
      Watch watch, ExecutionView view, @Nullable Position behind, HttpServletResponse response)
      throws IOException {
    boolean reset = behind != null && isAhead(behind, view, watch);
    EventWriter out = EventWriter.begin(json, response, properties.heartbeat());
    Position told = behind == null ? Position.of(view.executionId(), null, 0, 0) : behind;
    var teller = new Teller(out, told);
    teller.status(view);
    if (reset) {
      teller.reset();
    }
    new Following(watch, executions, turns, out, teller, view).follow();
  }

  /** To a client that has to come again: a browser does, while a refusal would end its tries. */
  void sendAway(HttpServletResponse response) throws IOException {
    EventWriter.begin(json, response, properties.heartbeat());
  }

  /** Whether a client was told more of this attempt than there is. */
  private boolean isAhead(Position behind, ExecutionView view, Watch watch) {
    UUID attempt = view.attemptId();
    if (attempt == null || !attempt.equals(behind.attempt()) || behind.isWithoutOutput()) {
      return false;
    }
    long end = System.nanoTime() + AHEAD.toNanos();
    while (!turns.read(() -> hasAll(behind, attempt))) {
      if (view.ending() != null || System.nanoTime() > end) {
        return true;
      }
      watch.pause();
    }
    return false;
  }

  private boolean hasAll(Position told, UUID attempt) {
    return executions.hasOutput(told.execution(), attempt, told.stdout(), told.stderr());
  }
}
