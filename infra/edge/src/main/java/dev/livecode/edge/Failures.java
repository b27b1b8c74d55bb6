package dev.livecode.edge;

import java.util.stream.Stream;

/** What lies behind a failure. */
final class Failures {

  static boolean has(Class<? extends Throwable> type, Throwable failure) {
    return causes(failure).anyMatch(type::isInstance);
  }

  static Throwable root(Throwable failure) {
    return causes(failure).reduce(failure, (_, later) -> later);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }

  private Failures() {}
}
