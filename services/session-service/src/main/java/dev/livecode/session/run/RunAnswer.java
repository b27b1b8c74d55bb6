package dev.livecode.session.run;

import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.session.antispam.Exceeded;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of asking for a run. */
public sealed interface RunAnswer {

  record Accepted(IssuedRun run) implements RunAnswer {}

  /** What is to be run again was never run. */
  record NoExecution() implements RunAnswer {}

  record NoSession() implements RunAnswer {}

  /** The session's language is not in the catalog any more. */
  record NoLanguage(String language) implements RunAnswer {}

  /** Limits that are wider than the language's own, one sentence for each. */
  record LimitsTooWide(List<String> details) implements RunAnswer {}

  record Inactive() implements RunAnswer {}

  /**
   * The session is busy.
   *
   * @param execution with this run; null when that one has just ended
   */
  record Busy(@Nullable UUID execution) implements RunAnswer {}

  record TooOften(Exceeded limit) implements RunAnswer {}

  /** What is needed to decide is away now. */
  record Unavailable(String detail) implements RunAnswer {}
}
