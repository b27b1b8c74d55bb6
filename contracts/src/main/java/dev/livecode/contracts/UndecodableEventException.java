package dev.livecode.contracts;

import org.jspecify.annotations.Nullable;

/** A record that is no event of this contract; says what is wrong with it. */
public final class UndecodableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UndecodableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
