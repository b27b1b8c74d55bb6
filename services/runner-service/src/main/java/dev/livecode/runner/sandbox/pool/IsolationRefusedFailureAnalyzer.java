package dev.livecode.runner.sandbox.pool;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says a refusal in a sentence instead of a stack trace. */
final class IsolationRefusedFailureAnalyzer
    extends AbstractFailureAnalyzer<IsolationRefusedException> {

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, IsolationRefusedException cause) {
    return new FailureAnalysis(
        cause.getMessage() + ".",
        "Change that, or choose livecode.sandbox.isolation=container.",
        cause);
  }
}
