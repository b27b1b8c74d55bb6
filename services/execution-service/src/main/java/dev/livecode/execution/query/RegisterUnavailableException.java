package dev.livecode.execution.query;

/** The register of issued runs could not be asked. */
final class RegisterUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegisterUnavailableException(Throwable cause) {
    super("The register of runs can't be asked", cause);
  }
}
