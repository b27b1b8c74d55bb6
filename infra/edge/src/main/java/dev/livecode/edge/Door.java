package dev.livecode.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is too large, and says in the contract's shape what went wrong further inside. */
final class Door extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(Door.class);

  private final long limit;

  Door(long limit) {
    this.limit = limit;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Refusal head = RequestHead.refusal(request);
    if (head != null) {
      head.writeTo(response);
      return;
    }
    if (request.getContentLengthLong() > limit) {
      Refusal.TOO_LARGE.writeTo(response);
      return;
    }
    try {
      chain.doFilter(new LimitedBody(request, limit), response);
    } catch (ServletException | IOException | RuntimeException e) {
      refuse(request, response, e);
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException, ServletException {
    if (Failures.has(ClientAbortException.class, failure)
        || Failures.has(BadRequestException.class, failure)) {
      // Of the body that can't be read Tomcat has its answer ready, for whoever still listens.
      return;
    }
    if (response.isCommitted()) {
      // Half an answer is out: only a broken connection can tell the client.
      throw new ServletException("Broken off in the midst of an answer", failure);
    }
    resetBut(response, "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Vary");
    refusal(request, failure).writeTo(response);
  }

  private static Refusal refusal(HttpServletRequest request, Exception failure) {
    if (Failures.has(PayloadTooLargeException.class, failure)) {
      return Refusal.TOO_LARGE;
    }
    if (Failures.has(InvalidParameterException.class, failure)) {
      return Refusal.MALFORMED;
    }
    if (Failures.has(ResourceAccessException.class, failure)
        || Failures.has(IOException.class, failure)) {
      String who = Routes.serviceOf(request);
      log.warn("The {} can't be reached: {}", who, Failures.root(failure).toString());
      return Refusal.unavailable(who);
    }
    String errorId = UUID.randomUUID().toString();
    log.error("Internal error {}", errorId, failure);
    return Refusal.internal(errorId);
  }

  private static void resetBut(HttpServletResponse response, String... kept) {
    String[] values = new String[kept.length];
    for (int i = 0; i < kept.length; i++) {
      values[i] = response.getHeader(kept[i]);
    }
    response.reset();
    for (int i = 0; i < kept.length; i++) {
      if (values[i] != null) {
        response.setHeader(kept[i], values[i]);
      }
    }
  }
}
