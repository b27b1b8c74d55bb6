package dev.livecode.session.run;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.session.web.Violations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The body of a request to run; every field may be missing. */
record RunBody(
    @Nullable String stdin,
    @Nullable List<@Nullable String> arguments,
    @Nullable RequestedLimits limits) {

  static final RunBody NOTHING = new RunBody(null, null, null);

  /** What is asked for, checked as far as that is possible without the session. */
  RequestedRun checked() {
    var violations = new Violations();
    if (stdin != null) {
      violations.requireLegal("stdin", stdin, ContentLimits.STDIN_BYTES);
    }
    List<String> texts = arguments == null ? List.of() : arguments(arguments, violations);
    RequestedLimits tighter = limits == null ? RequestedLimits.NONE : limits;
    tighter.requirePossible(violations);
    violations.refuseIfAny();
    return new RequestedRun(stdin == null ? "" : stdin, texts, tighter);
  }

  private static List<String> arguments(List<@Nullable String> raw, Violations violations) {
    IntStream.range(0, raw.size())
        .filter(index -> raw.get(index) == null)
        .findFirst()
        .ifPresent(index -> violations.add("arguments[" + index + "] must be a string"));
    List<String> texts = raw.stream().map(it -> it == null ? "" : it).toList();
    violations.require(
        texts.size() <= ContentLimits.ARGUMENTS,
        "arguments must be at most " + ContentLimits.ARGUMENTS);
    violations.require(
        bytes(texts) <= ContentLimits.ARGUMENTS_BYTES,
        "arguments must be at most " + ContentLimits.ARGUMENTS_BYTES + " bytes together");
    violations.require(
        texts.stream().noneMatch(it -> it.indexOf('\0') >= 0), "arguments must not contain NUL");
    texts.stream()
        .filter(it -> !StandardCharsets.UTF_8.newEncoder().canEncode(it))
        .findFirst()
        .ifPresent(it -> violations.requireLegal("arguments", it));
    return texts;
  }

  private static int bytes(List<String> texts) {
    return texts.stream().mapToInt(it -> it.getBytes(StandardCharsets.UTF_8).length).sum();
  }
}
