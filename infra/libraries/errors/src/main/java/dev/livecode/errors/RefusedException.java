package dev.livecode.errors;

import java.time.Duration;
import java.util.List;

/** A call is refused; thrown where HTTP is spoken, and answered by {@link ErrorAnswers}. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ErrorAnswer answer;

  private RefusedException(ErrorAnswer answer) {
    // An answer, not an accident: nobody reads its stack trace.
    super(answer.problem() + " " + answer.details(), null, false, false);
    this.answer = answer;
  }

  /** A refusal that waiting does not help against. */
  public static RefusedException because(Problem problem, String... details) {
    return new RefusedException(ErrorAnswer.of(problem, details));
  }

  /** A refusal of a request that is wrong in itself. */
  public static RefusedException invalid(List<String> details) {
    return new RefusedException(ErrorAnswer.of(Problem.VALIDATION_ERROR, details, null));
  }

  /** A refusal that ends by waiting. */
  public static RefusedException until(Problem problem, Duration retryAfter, List<String> details) {
    return new RefusedException(ErrorAnswer.of(problem, details, retryAfter));
  }

  /** Something that this part needs is away. */
  public static RefusedException unavailable(String detail) {
    return new RefusedException(ErrorAnswer.unavailable(detail));
  }

  /** What the client is told. */
  public ErrorAnswer answer() {
    return answer;
  }
}
