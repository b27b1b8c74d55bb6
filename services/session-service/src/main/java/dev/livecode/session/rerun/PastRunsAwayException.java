package dev.livecode.session.rerun;

/** Nobody can say now what was run. */
public final class PastRunsAwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whoever was asked does not know either. */
  public PastRunsAwayException() {
    super("What became of a run can't be asked for");
  }

  /** For this reason. */
  public PastRunsAwayException(Throwable cause) {
    super("What was run can't be asked for", cause);
  }
}
