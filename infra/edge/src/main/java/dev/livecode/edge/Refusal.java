package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * An answer that the edge gives itself, in the contract's shape.
 *
 * @param json the body; made of constants and ids only, so that nothing in it needs escaping
 */
record Refusal(int status, String json) {

  static final Refusal NOT_FOUND = of(404, "Not found", "NOT_FOUND");
  static final Refusal TOO_LARGE = of(413, "Payload too large", "PAYLOAD_TOO_LARGE");
  static final Refusal METHOD_NOT_ALLOWED = of(405, "Method not allowed", "METHOD_NOT_ALLOWED");
  static final Refusal URL_TOO_LONG =
      of(414, "URL too long", "URL_TOO_LONG", "The URL must be at most 8192 bytes");
  static final Refusal HEADERS_TOO_LARGE =
      of(
          431,
          "Headers too large",
          "HEADERS_TOO_LARGE",
          "Headers must be at most 100, and at most 8192 bytes together");
  static final Refusal MALFORMED =
      of(400, "Validation error", "VALIDATION_ERROR", "The request is malformed");
  static final Refusal ORIGIN_NOT_ALLOWED =
      of(403, "Origin not allowed", "ORIGIN_NOT_ALLOWED", "Cross-origin calls are not allowed");

  static Refusal unavailable(String who) {
    return new Refusal(
        503,
        """
        {"error":"Service unavailable","code":"UNAVAILABLE","details":["The %s can't be reached"],\
        "retry_after_ms":1000}"""
            .formatted(who));
  }

  static Refusal internal(String errorId) {
    return new Refusal(
        500,
        """
        {"error":"Internal server error","code":"INTERNAL_ERROR","error_id":"%s"}"""
            .formatted(errorId));
  }

  private static Refusal of(int status, String error, String code) {
    return new Refusal(status, "{\"error\":\"%s\",\"code\":\"%s\"}".formatted(error, code));
  }

  private static Refusal of(int status, String error, String code, String detail) {
    return new Refusal(
        status,
        "{\"error\":\"%s\",\"code\":\"%s\",\"details\":[\"%s\"]}".formatted(error, code, detail));
  }

  /** What Tomcat means when it refuses with the status. */
  static Refusal ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 408 -> of(408, "Request timeout", "REQUEST_TIMEOUT", "The body did not arrive in time");
      case 413 -> TOO_LARGE;
      case 417 ->
          of(417, "Expectation failed", "EXPECTATION_FAILED", "Expect must be 100-continue");
      case 501 ->
          of(501, "Not implemented", "NOT_IMPLEMENTED", "Transfer-Encoding must be chunked");
      case 503 -> unavailable("edge");
      case 505 ->
          of(505, "HTTP version not supported", "HTTP_VERSION_NOT_SUPPORTED", "HTTP must be 1.1");
      default ->
          status < 500
              ? new Refusal(status, MALFORMED.json)
              : of(status, "Internal server error", "INTERNAL_ERROR");
    };
  }

  void writeTo(HttpServletResponse response) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    if (status == 503) {
      response.setHeader("Retry-After", "1");
    }
    if (status == 405) {
      response.setHeader("Allow", "GET, HEAD, POST, PATCH, DELETE, OPTIONS");
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
