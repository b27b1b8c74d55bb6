package dev.livecode.session.web;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.session.run.RunRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a client may ask of a run, as far as that is known without its session. */
final class RunRules {

  static void require(RunRequest request) {
    var violations = new Violations();
    violations.requireLegal("stdin", request.stdin(), ContentLimits.STDIN_BYTES);
    check(request.arguments(), violations);
    request.limits().impossible().forEach(violations::add);
    violations.refuseIfAny();
  }

  private static void check(List<String> arguments, Violations violations) {
    violations.require(
        arguments.size() <= ContentLimits.ARGUMENTS,
        "arguments must be at most " + ContentLimits.ARGUMENTS);
    violations.require(
        bytes(arguments) <= ContentLimits.ARGUMENTS_BYTES,
        "arguments must be at most " + ContentLimits.ARGUMENTS_BYTES + " bytes together");
    violations.require(
        arguments.stream().noneMatch(it -> it.indexOf('\0') >= 0),
        "arguments must not contain NUL");
    arguments.stream()
        .filter(it -> !StandardCharsets.UTF_8.newEncoder().canEncode(it))
        .findFirst()
        .ifPresent(it -> violations.requireLegal("arguments", it));
  }

  private static int bytes(List<String> texts) {
    return texts.stream().mapToInt(it -> it.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  private RunRules() {}
}
