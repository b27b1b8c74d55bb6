package dev.livecode.edge;

import dev.livecode.errors.ErrorAnswer;
import dev.livecode.errors.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.coyote.BadRequestException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is too large, and says in the contract's shape what went wrong further inside. */
final class Door extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(Door.class);
  private static final ErrorAnswer TOO_LARGE = ErrorAnswer.of(Problem.PAYLOAD_TOO_LARGE);

  private final long limit;

  Door(long limit) {
    this.limit = limit;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ErrorAnswer head = RequestHead.refusal(request);
    if (head != null) {
      head.writeTo(response);
      return;
    }
    if (request.getContentLengthLong() > limit) {
      TOO_LARGE.writeTo(response);
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
    if (has(failure, ClientAbortException.class) || has(failure, BadRequestException.class)) {
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

  private static ErrorAnswer refusal(HttpServletRequest request, Exception failure) {
    if (has(failure, PayloadTooLargeException.class)) {
      return TOO_LARGE;
    }
    if (has(failure, InvalidParameterException.class)) {
      return ErrorAnswer.ofStatus(400);
    }
    if (has(failure, ConnectionRequestTimeoutException.class)) {
      log.warn("No connection to the {} is free", Routes.serviceOf(request));
      return ErrorAnswer.unavailable("Too many are waiting or watching");
    }
    if (has(failure, ResourceAccessException.class) || has(failure, IOException.class)) {
      String who = Routes.serviceOf(request);
      log.warn("The {} can't be reached: {}", who, ExceptionUtils.getRootCause(failure).toString());
      return ErrorAnswer.unavailable("The " + who + " can't be reached");
    }
    String errorId = UUID.randomUUID().toString();
    log.error("Internal error {}", errorId, failure);
    return ErrorAnswer.internal(errorId);
  }

  private static boolean has(Exception failure, Class<? extends Throwable> type) {
    return ExceptionUtils.throwableOfType(failure, type) != null;
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
