package dev.livecode.session.antispam;

import org.jspecify.annotations.Nullable;

/** What somebody does can't be counted now. */
final class UncountableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UncountableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
