package dev.livecode.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Knows the settings that a part refuses by the message, which begins with their name. */
final class BadSettingFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, IllegalArgumentException cause) {
    String message = String.valueOf(cause.getMessage());
    return message.startsWith("livecode.")
        ? new FailureAnalysis(message + ".", "Change that setting, and start again.", cause)
        : null;
  }
}
