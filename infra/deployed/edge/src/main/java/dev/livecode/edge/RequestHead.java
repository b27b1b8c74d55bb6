package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.errors.ErrorAnswer;
import dev.livecode.errors.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** What is refused for its request line or its headers alone. */
final class RequestHead {

  /** So much of a URL passes; the services take more, so that none of them refuses what passes. */
  static final int MAX_URL = 8 * 1024;

  /** So much of all headers together. */
  static final int MAX_HEADERS = 8 * 1024;

  static final int MAX_HEADER_COUNT = 100;

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  // A colon, a space, and the line's end.
  private static final int AROUND_A_HEADER = 4;

  static @Nullable ErrorAnswer refusal(HttpServletRequest request) {
    if (urlLength(request) > MAX_URL) {
      return ErrorAnswer.of(Problem.URL_TOO_LONG, "The URL must be at most " + MAX_URL + " bytes");
    }
    if (hasTooManyHeaders(request)) {
      return ErrorAnswer.of(
          Problem.HEADERS_TOO_LARGE,
          "Headers must be at most %d, and at most %d bytes together"
              .formatted(MAX_HEADER_COUNT, MAX_HEADERS));
    }
    if (!isPlain(request)) {
      return ErrorAnswer.ofStatus(400);
    }
    return METHODS.contains(request.getMethod()) ? null : ErrorAnswer.ofStatus(405);
  }

  private static int urlLength(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI().length() + (query == null ? 0 : 1 + query.length());
  }

  private static boolean hasTooManyHeaders(HttpServletRequest request) {
    int count = 0;
    int bytes = 0;
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        count++;
        bytes += name.length() + value.length() + AROUND_A_HEADER;
      }
    }
    return count > MAX_HEADER_COUNT || bytes > MAX_HEADERS;
  }

  /**
   * Whether the path means the same here, where it chooses the service, and there, where it is read
   * again: none with dot segments, doubled slashes or parameters does.
   */
  private static boolean isPlain(HttpServletRequest request) {
    return UriUtils.decode(request.getRequestURI(), UTF_8).equals(request.getServletPath());
  }

  private RequestHead() {}
}
