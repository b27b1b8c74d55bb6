package dev.livecode.local.system;

/** A start that can't succeed as things are; one line that says what to do about it. */
public final class CannotStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotStartException(String message) {
    super(message);
  }
}
