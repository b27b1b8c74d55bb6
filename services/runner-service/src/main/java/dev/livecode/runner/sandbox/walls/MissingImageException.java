package dev.livecode.runner.sandbox.walls;

/** The engine has no such image. The message says what to do. */
final class MissingImageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingImageException(SandboxImage image) {
    super(image.missing());
  }
}
