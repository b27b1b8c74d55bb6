package dev.livecode.startup;

import dev.livecode.catalog.InvalidLanguageException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which file of a language is wrong, in the parts that read them. */
final class InvalidLanguageFailureAnalyzer
    extends AbstractFailureAnalyzer<InvalidLanguageException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InvalidLanguageException cause) {
    return new FailureAnalysis(
        cause.getMessage() + ".", "Change that, or set LIVECODE_LANGUAGES.", cause);
  }
}
