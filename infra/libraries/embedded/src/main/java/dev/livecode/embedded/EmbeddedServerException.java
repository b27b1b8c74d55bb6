package dev.livecode.embedded;

import org.jspecify.annotations.Nullable;

/** A server that can't be unpacked or started; says which and why. */
public final class EmbeddedServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is known of the reason. */
  public EmbeddedServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
