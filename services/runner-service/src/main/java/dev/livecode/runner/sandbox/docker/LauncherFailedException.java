package dev.livecode.runner.sandbox.docker;

/** The launcher says that it could not do its work, or that it was stopped from outside. */
final class LauncherFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  LauncherFailedException(String message) {
    super(message);
  }
}
