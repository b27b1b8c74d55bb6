package dev.livecode.edge;

import org.springframework.web.servlet.function.ServerRequest;

/**
 * How long a call takes. Each pace has connections of its own, so that those who wait or watch take
 * none from those who don't.
 */
enum Pace {
  /** Answered as fast as the service can. */
  CALL,
  /** Answered when something has happened, or when the time that the client gave is over. */
  WAIT,
  /** Answered for as long as the client watches. */
  STREAM;

  private static final String ATTRIBUTE = Pace.class.getName();

  static Pace of(ServerRequest request) {
    return request.attribute(ATTRIBUTE).orElse(CALL) instanceof Pace pace ? pace : CALL;
  }

  ServerRequest mark(ServerRequest request) {
    request.servletRequest().setAttribute(ATTRIBUTE, this);
    return request;
  }
}
