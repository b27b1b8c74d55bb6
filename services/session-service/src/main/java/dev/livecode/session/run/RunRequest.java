package dev.livecode.session.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client wants from one run, beyond the program itself; nothing of it is null. */
public record RunRequest(String stdin, List<String> arguments, RequestedLimits limits) {

  /** Nothing but the program. */
  public static final RunRequest PLAIN = new RunRequest("", List.of(), RequestedLimits.NONE);

  public RunRequest(
      @Nullable String stdin, @Nullable List<String> arguments, @Nullable RequestedLimits limits) {
    this.stdin = stdin == null ? "" : stdin;
    this.arguments = arguments == null ? List.of() : List.copyOf(arguments);
    this.limits = limits == null ? RequestedLimits.NONE : limits;
  }
}
