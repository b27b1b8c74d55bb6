package dev.livecode.errors;

/** The closed list of ways in which a call is refused, with their HTTP status and their words. */
public enum Problem {
  VALIDATION_ERROR(400, "Validation error"),
  ORIGIN_NOT_ALLOWED(403, "Origin not allowed"),
  SESSION_INACTIVE(403, "Session is inactive"),
  EXECUTION_NOT_FOUND(404, "Execution not found"),
  NOT_FOUND(404, "Not found"),
  SESSION_NOT_FOUND(404, "Session not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  REQUEST_TIMEOUT(408, "Request timeout"),
  EXECUTION_ENDED(409, "Execution has ended"),
  NOT_INTERACTIVE(409, "Execution is not interactive"),
  OPERATION_IN_PROGRESS(409, "Operation is under way"),
  RUN_IN_PROGRESS(409, "An execution is already queued or running"),
  STDIN_FULL(409, "Standard input is full"),
  PAYLOAD_TOO_LARGE(413, "Payload too large"),
  URL_TOO_LONG(414, "URL too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  /** To clients the same as the media type; the answer names the coding that is understood. */
  UNSUPPORTED_CODING(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type"),
  EXPECTATION_FAILED(417, "Expectation failed"),
  TOO_MANY_REQUESTS(429, "Too many requests. Please wait a moment."),
  TOO_MANY_RUNS(
      429,
      "TOO_MANY_REQUESTS",
      "Too many requests. Please wait before submitting another execution."),
  HEADERS_TOO_LARGE(431, "Headers too large"),
  INTERNAL_ERROR(500, "Internal server error"),
  NOT_IMPLEMENTED(501, "Not implemented"),
  UNAVAILABLE(503, "Service unavailable"),
  HTTP_VERSION_NOT_SUPPORTED(505, "HTTP version not supported");

  private final int status;
  private final String code;
  private final String words;

  Problem(int status, String words) {
    this.status = status;
    this.code = name();
    this.words = words;
  }

  Problem(int status, String code, String words) {
    this.status = status;
    this.code = code;
    this.words = words;
  }

  int status() {
    return status;
  }

  /** What programs go by: never changed, unlike the words. */
  String code() {
    return code;
  }

  String words() {
    return words;
  }
}
