package dev.livecode.startup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Knows the settings that a part refuses by the message, which begins with their name. */
final class BadSettingFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

  // Settings of ours, and those of Spring's that a properties record of ours checks.
  private static final List<String> CHECKED = List.of("livecode.", "spring.data.redis.");

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, IllegalArgumentException cause) {
    String message = String.valueOf(cause.getMessage());
    return CHECKED.stream().anyMatch(message::startsWith)
        ? new FailureAnalysis(message + ".", "Change that setting, and start again.", cause)
        : null;
  }
}
