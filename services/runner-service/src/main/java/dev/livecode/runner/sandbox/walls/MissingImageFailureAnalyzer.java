package dev.livecode.runner.sandbox.walls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is missing in a sentence instead of a stack trace. */
final class MissingImageFailureAnalyzer extends AbstractFailureAnalyzer<MissingImageException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, MissingImageException cause) {
    return new FailureAnalysis(cause.getMessage() + ".", null, cause);
  }
}
