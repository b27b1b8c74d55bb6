package dev.livecode.edge;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Passes on an answer that goes on for as long as somebody watches: its head and each event when
 * they come. The gateway's own exchange holds the head back until the first event, and once the
 * client has gone it reads the stream to an end that may never come (spring-cloud-gateway #3999).
 */
final class StreamExchange implements ProxyExchange, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(StreamExchange.class);
  private static final int BUFFER = 4 * 1024;

  private final CloseableHttpClient client;
  private final Set<HttpUriRequestBase> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  StreamExchange(CloseableHttpClient client) {
    this.client = client;
  }

  private record Head(HttpStatusCode getStatusCode, HttpHeaders getHeaders) implements Response {}

  @Override
  public ServerResponse exchange(Request request) {
    URI uri = Objects.requireNonNull(request.getUri());
    var call = new HttpUriRequestBase(request.getMethod().name(), uri);
    request.getHeaders().forEach((name, values) -> values.forEach(it -> call.addHeader(name, it)));
    try {
      ClassicHttpResponse answer = client.executeOpen(null, call, null);
      HttpStatusCode status = HttpStatusCode.valueOf(answer.getCode());
      ServerResponse response =
          GatewayServerResponse.status(status)
              .build((_, servletResponse) -> pass(call, answer.getEntity(), servletResponse));
      var head = new Head(status, headers(answer));
      request.getResponseConsumers().forEach(it -> it.accept(head, response));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpHeaders headers(ClassicHttpResponse answer) {
    var headers = new HttpHeaders();
    for (Header header : answer.getHeaders()) {
      headers.add(header.getName(), header.getValue());
    }
    return headers;
  }

  private @Nullable ModelAndView pass(
      HttpUriRequestBase call, @Nullable HttpEntity body, HttpServletResponse response)
      throws IOException {
    open.add(call);
    try {
      response.flushBuffer();
      if (body != null && !stopping) {
        copy(body.getContent(), response.getOutputStream());
      }
    } finally {
      // Not the answer is closed, which would read it to its end, but the connection below it.
      call.cancel();
      open.remove(call);
    }
    return null;
  }

  /** Whoever watches comes again when the answer ends before its end, and is told what it lacks. */
  private void copy(InputStream events, ServletOutputStream watcher) throws IOException {
    var buffer = new byte[BUFFER];
    for (int read = read(events, buffer); read >= 0; read = read(events, buffer)) {
      watcher.write(buffer, 0, read);
      watcher.flush();
    }
  }

  private int read(InputStream events, byte[] buffer) {
    try {
      return events.read(buffer);
    } catch (IOException e) {
      if (!stopping) {
        log.info("A stream has broken off, and its watcher comes again: {}", e.toString());
      }
      return -1;
    }
  }

  @Override
  public void start() {
    // The server starts by itself.
  }

  /**
   * Before the server waits for the calls that are under way: for streams it would do so in vain.
   */
  @Override
  public void stop() {
    stopping = true;
    open.forEach(HttpUriRequestBase::cancel);
  }

  @Override
  public boolean isRunning() {
    return !stopping;
  }
}
