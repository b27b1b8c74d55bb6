package dev.livecode.session.web;

import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths. */
public final class PathIds {

  // UUID.fromString alone takes "1-1-1-1-1".
  private static final Pattern SHAPE =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** The id of a session. */
  public static UUID session(String text) {
    return parse("session_id", text);
  }

  /** The id of an execution. */
  public static UUID execution(String text) {
    return parse("execution_id", text);
  }

  private static UUID parse(String field, String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw RefusedException.because(Problem.VALIDATION_ERROR, field + " must be a UUID");
    }
    return UUID.fromString(text);
  }

  private PathIds() {}
}
