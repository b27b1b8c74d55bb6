package dev.livecode.execution.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A refusal in the contract's shape; what is null is not written. */
record ErrorAnswer(
    HttpStatus status,
    String error,
    String code,
    @Nullable List<String> details,
    @Nullable Long retryAfterMs) {

  static final ErrorAnswer EXECUTION_NOT_FOUND =
      of(HttpStatus.NOT_FOUND, "Execution not found", "EXECUTION_NOT_FOUND");
  static final ErrorAnswer NOT_FOUND = of(HttpStatus.NOT_FOUND, "Not found", "NOT_FOUND");
  static final ErrorAnswer METHOD_NOT_ALLOWED =
      of(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed", "METHOD_NOT_ALLOWED");

  private static ErrorAnswer of(HttpStatus status, String error, String code) {
    return new ErrorAnswer(status, error, code, null, null);
  }

  static ErrorAnswer invalid(String detail) {
    return new ErrorAnswer(
        HttpStatus.BAD_REQUEST, "Validation error", "VALIDATION_ERROR", List.of(detail), null);
  }

  static ErrorAnswer unavailable(String detail) {
    return new ErrorAnswer(
        HttpStatus.SERVICE_UNAVAILABLE,
        "Service unavailable",
        "UNAVAILABLE",
        List.of(detail),
        1000L);
  }

  ResponseEntity<Body> toResponse() {
    return toResponse(new HttpHeaders());
  }

  ResponseEntity<Body> toResponse(HttpHeaders headers) {
    var all = new HttpHeaders(headers);
    all.setCacheControl("no-store");
    all.setContentType(MediaType.APPLICATION_JSON);
    if (retryAfterMs != null) {
      all.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.ceilDiv(retryAfterMs, 1000)));
    }
    return new ResponseEntity<>(new Body(error, code, details, retryAfterMs, null), all, status);
  }

  /** What is written. */
  record Body(
      String error,
      String code,
      @Nullable List<String> details,
      @Nullable Long retryAfterMs,
      @Nullable String errorId) {}
}
