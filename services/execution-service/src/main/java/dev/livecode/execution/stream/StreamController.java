package dev.livecode.execution.stream;

import dev.livecode.execution.live.Seats;
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

  private final FindExecution find;
  private final Seats seats;
  private final OpenStream streams;

  StreamController(FindExecution find, Seats seats, OpenStream streams) {
    this.find = find;
    this.seats = seats;
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
    ExecutionView view = find.find(id);
    if (behind != null && behind.ended() && view.ending() != null) {
      // To a browser this says that it need not come again.
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else if (HttpMethod.HEAD.matches(request.getMethod())) {
      EventWriter.setHeaders(response);
    } else {
      open(view, behind, request.getRemoteAddr(), response);
    }
  }

  private void open(
      ExecutionView view, @Nullable Position behind, String address, HttpServletResponse response) {
    try (var _ = seats.take(Seats.Kind.STREAM, address)) {
      streams.open(view, behind, response);
    } catch (IOException e) {
      log.debug("{} is no longer watched by {}", view.executionId(), address, e);
    }
  }
}
