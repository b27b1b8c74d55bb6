package dev.livecode.session.web;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call is refused. Becomes an error answer in the contract's shape. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final transient List<String> details;
  private final @Nullable Duration retryAfter;

  private RefusedException(Problem problem, List<String> details, @Nullable Duration retryAfter) {
    // An answer, not an accident: nobody reads its stack trace.
    super(problem + " " + details, null, false, false);
    this.problem = problem;
    this.details = List.copyOf(details);
    this.retryAfter = retryAfter;
  }

  /** A refusal that waiting does not help against. */
  public static RefusedException because(Problem problem, String... details) {
    return new RefusedException(problem, List.of(details), null);
  }

  /** A refusal of a request that is wrong in itself. */
  public static RefusedException invalid(List<String> details) {
    return new RefusedException(Problem.VALIDATION_ERROR, details, null);
  }

  /** A refusal that ends by waiting. */
  public static RefusedException until(Problem problem, Duration retryAfter, List<String> details) {
    return new RefusedException(problem, details, retryAfter);
  }

  /** Something that this service needs is away. */
  public static RefusedException unavailable(String detail) {
    return until(Problem.UNAVAILABLE, Duration.ofSeconds(1), List.of(detail));
  }

  /** What kind of refusal this is. */
  public Problem problem() {
    return problem;
  }

  List<String> details() {
    return details;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
