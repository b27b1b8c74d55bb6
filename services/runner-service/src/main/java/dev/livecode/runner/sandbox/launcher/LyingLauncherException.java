package dev.livecode.runner.sandbox.launcher;

/** What came from the launcher breaks its protocol: somebody else has taken its place. */
public final class LyingLauncherException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LyingLauncherException(String message) {
    super(message);
  }
}
