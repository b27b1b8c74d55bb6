package dev.livecode.errors;

import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/** Why Tomcat gave up reading a request's head. To Tomcat all of it is a plain 400. */
final class TooLargeHead {

  private static final String FULL =
      StringManager.getManager("org.apache.coyote.http11")
          .getString("iib.requestheadertoolarge.error");

  /** Nothing, where it was something else. */
  static @Nullable ErrorAnswer refusal(Request request, @Nullable Throwable failure) {
    if (failure instanceof IllegalStateException) {
      return headers();
    }
    if (failure instanceof IllegalArgumentException && FULL.equals(failure.getMessage())) {
      // The URL is known when its line has been read.
      return request.getCoyoteRequest().requestURI().isNull()
          ? ErrorAnswer.of(Problem.URL_TOO_LONG, "The URL is too long")
          : headers();
    }
    return null;
  }

  private static ErrorAnswer headers() {
    return ErrorAnswer.of(Problem.HEADERS_TOO_LARGE, "Headers are too many, or too large");
  }

  private TooLargeHead() {}
}
