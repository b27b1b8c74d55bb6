package dev.livecode.runner.sandbox;

import org.jspecify.annotations.Nullable;

/** The sandbox could not do its work; says nothing about the program. */
public final class SandboxFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public SandboxFailedException(String message) {
    this(message, null);
  }

  public SandboxFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
