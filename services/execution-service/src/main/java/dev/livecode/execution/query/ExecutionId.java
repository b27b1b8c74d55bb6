package dev.livecode.execution.query;

import java.util.UUID;
import java.util.regex.Pattern;

/** The id in a request's path. */
final class ExecutionId {

  // UUID.fromString takes much more than a UUID's canonical form.
  private static final Pattern CANONICAL =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /**
   * Reads an id.
   *
   * @throws InvalidExecutionIdException when it is no UUID
   */
  static UUID of(String text) {
    if (!CANONICAL.matcher(text).matches()) {
      throw new InvalidExecutionIdException();
    }
    return UUID.fromString(text);
  }

  /** The id is no UUID. */
  static final class InvalidExecutionIdException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private ExecutionId() {}
}
