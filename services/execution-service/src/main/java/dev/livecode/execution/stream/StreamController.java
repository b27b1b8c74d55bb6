package dev.livecode.execution.stream;

import dev.livecode.errors.RefusedException;
import dev.livecode.execution.live.CutOffException;
import dev.livecode.execution.live.Hub;
import dev.livecode.execution.live.Interest;
import dev.livecode.execution.live.Seats;
import dev.livecode.execution.live.Watch;
import dev.livecode.execution.live.WatchProperties;
import dev.livecode.execution.query.FindExecution;
import dev.livecode.execution.view.ExecutionView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public call. It lasts as long as the run, on a virtual thread of its own. */
@RestController
class StreamController {

  private static final Logger log = LoggerFactory.getLogger(StreamController.class);

  private final Hub hub;
  private final FindExecution find;
  private final Seats seats;
  private final WatchProperties properties;
  private final OpenStream streams;

  StreamController(
      Hub hub, FindExecution find, Seats seats, WatchProperties properties, OpenStream streams) {
    this.hub = hub;
    this.find = find;
    this.seats = seats;
    this.properties = properties;
    this.streams = streams;
  }

  @GetMapping("/executions/{execution_id}/stream")
  void stream(
      @PathVariable("execution_id") UUID id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
      @RequestParam(name = "last_event_id", required = false) @Nullable String parameter,
      HttpServletRequest request,
      HttpServletResponse response) {
    Position behind = Position.parse(header == null ? parameter : header, id);
    try (Watch watch = hub.watch(id, Interest.ALL)) {
      boolean current = watch.isViewCurrent();
      ExecutionView view = read(id);
      if (behind != null && behind.ended() && view.ending() != null) {
        // To a browser this says that it need not come again.
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      } else if (HttpMethod.HEAD.matches(request.getMethod())) {
        EventWriter.setHeaders(response);
      } else {
        try (var _ = seats.take(Seats.Kind.STREAM, request.getRemoteAddr())) {
          tell(watch, view, current || view.ending() != null, behind, response);
        }
      }
    } catch (IOException e) {
      log.debug("{} is no longer watched by one", id, e);
    }
  }

  private void tell(
      Watch watch,
      ExecutionView view,
      boolean current,
      @Nullable Position behind,
      HttpServletResponse response)
      throws IOException {
    try {
      streams.open(watch, current ? view : caughtUp(watch, view), behind, response);
    } catch (CutOffException _) {
      if (!response.isCommitted()) {
        streams.sendAway(response);
      }
    }
  }

  /** Nothing may be missing between what is read and what the watch tells. */
  private ExecutionView caughtUp(Watch watch, ExecutionView view) {
    if (!watch.viewHasCaughtUp(properties.patience())) {
      throw RefusedException.unavailable("What is known of the execution is behind, come again");
    }
    return read(view.executionId());
  }

  private ExecutionView read(UUID id) {
    return find.findInTurn(id);
  }
}
