package dev.livecode.execution.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, written as HTML's standard says. For one thread. */
final class EventWriter {

  private static final byte[] BEGIN = ": \nretry: 1000\n\n".getBytes(UTF_8);
  private static final byte[] COMMENT = ": \n\n".getBytes(UTF_8);

  private final JsonMapper json;
  private final HttpServletResponse response;
  private final OutputStream out;
  private final Duration heartbeat;
  private long flushed = System.nanoTime();

  private EventWriter(JsonMapper json, HttpServletResponse response, Duration heartbeat)
      throws IOException {
    this.json = json;
    this.response = response;
    this.heartbeat = heartbeat;
    this.out = response.getOutputStream();
  }

  /** Begins the answer. */
  static EventWriter begin(JsonMapper json, HttpServletResponse response, Duration heartbeat)
      throws IOException {
    setHeaders(response);
    var writer = new EventWriter(json, response, heartbeat);
    writer.out.write(BEGIN);
    writer.flush();
    return writer;
  }

  static void setHeaders(HttpServletResponse response) {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // Else nginx would keep it until there is more of it.
    response.setHeader("X-Accel-Buffering", "no");
  }

  void event(String name, Position id, Object data) throws IOException {
    out.write(("event: " + name + "\nid: " + id + "\ndata: ").getBytes(UTF_8));
    out.write(json.writeValueAsBytes(data));
    out.write("\n\n".getBytes(UTF_8));
  }

  void flush() throws IOException {
    response.flushBuffer();
    flushed = System.nanoTime();
  }

  /** How long may still be silence. */
  Duration untilHeartbeat() {
    Duration silence = Duration.ofNanos(System.nanoTime() - flushed);
    return heartbeat.compareTo(silence) > 0 ? heartbeat.minus(silence) : Duration.ZERO;
  }

  /** Says that it is there, when it is time to; finds out whether the client is. */
  void keepAlive() throws IOException {
    if (untilHeartbeat().isZero()) {
      out.write(COMMENT);
      flush();
    }
  }
}
