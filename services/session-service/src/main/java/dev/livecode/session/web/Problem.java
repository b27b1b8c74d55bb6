package dev.livecode.session.web;

/** The closed list of ways in which a call is refused, with their status and their words. */
public enum Problem {
  VALIDATION_ERROR(400, "Validation error"),
  SESSION_INACTIVE(403, "Session is inactive"),
  SESSION_NOT_FOUND(404, "Session not found"),
  EXECUTION_NOT_FOUND(404, "Execution not found"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  RUN_IN_PROGRESS(409, "An execution is already queued or running"),
  PAYLOAD_TOO_LARGE(413, "Payload too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  UNSUPPORTED_CODING(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type"),
  TOO_MANY_RUNS(
      429,
      "TOO_MANY_REQUESTS",
      "Too many requests. Please wait before submitting another execution."),
  TOO_MANY_REQUESTS(429, "Too many requests. Please wait a moment."),
  INTERNAL_ERROR(500, "Internal server error"),
  NOT_IMPLEMENTED(501, "Not implemented"),
  UNAVAILABLE(503, "Service unavailable");

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

  String code() {
    return code;
  }

  String words() {
    return words;
  }

  /** The general problem of a status that the framework or the server chose. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 413 -> PAYLOAD_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> TOO_MANY_REQUESTS;
      case 501, 505 -> NOT_IMPLEMENTED;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? VALIDATION_ERROR : INTERNAL_ERROR;
    };
  }
}
