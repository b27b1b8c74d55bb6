package dev.livecode.runner.sandbox.engine;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a line, instead of a stack trace, which setting is wrong. */
final class BadSettingFailureAnalyzer extends AbstractFailureAnalyzer<BadSettingException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, BadSettingException cause) {
    return new FailureAnalysis(
        cause.getMessage() + ".", "Change that setting, and start again.", cause);
  }
}
