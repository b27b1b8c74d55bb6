package dev.livecode.runner.sandbox.launcher;

/** The launcher says that it could not do its work, or that it was stopped from outside. */
public final class LauncherFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  LauncherFailedException(String message) {
    super(message);
  }
}
