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
      case 405 -> of(405, "Method not allowed", "METHOD_NOT_ALLOWED");
      case 413 -> TOO_LARGE;
      case 503 -> unavailable("edge");
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
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
