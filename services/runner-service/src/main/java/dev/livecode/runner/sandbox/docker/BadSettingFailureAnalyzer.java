package dev.livecode.runner.sandbox.docker;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in a line, instead of a stack trace, which setting is wrong. Settings of other packages are
 * known by the message, which begins with their name.
 */
final class BadSettingFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, IllegalArgumentException cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof BadSettingException || message.startsWith("livecode.")
        ? new FailureAnalysis(message, "Change that setting, and start again.", cause)
        : null;
  }
}
