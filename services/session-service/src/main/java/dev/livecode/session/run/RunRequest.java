package dev.livecode.session.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants from one run, beyond the program itself; nothing of it is null.
 *
 * @param interactive whether standard input stays open for what is typed
 */
public record RunRequest(
    String stdin, List<String> arguments, RequestedLimits limits, boolean interactive) {

  /** Nothing but the program. */
  public static final RunRequest PLAIN = new RunRequest("", List.of(), RequestedLimits.NONE, false);

  public RunRequest(
      @Nullable String stdin,
      @Nullable List<String> arguments,
      @Nullable RequestedLimits limits,
      boolean interactive) {
    this.stdin = stdin == null ? "" : stdin;
    this.arguments = arguments == null ? List.of() : List.copyOf(arguments);
    this.limits = limits == null ? RequestedLimits.NONE : limits;
    this.interactive = interactive;
  }
}
