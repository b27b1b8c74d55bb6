package dev.livecode.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says a failure and what to do about it in one line, the last one before the part ends. */
final class OneLineReporter implements FailureAnalysisReporter {

  private static final Logger log = LoggerFactory.getLogger(OneLineReporter.class);

  @Override
  public void report(FailureAnalysis analysis) {
    log.debug("The whole failure", analysis.getCause());
    log.error("Can't start: {}", line(analysis));
  }

  static String line(FailureAnalysis analysis) {
    String action = analysis.getAction();
    String words = analysis.getDescription() + "\n" + (action == null ? "" : action);
    return words
        .strip()
        .replaceAll("(?<=[.:])\\s*\\R\\s*", " ")
        .replaceAll("\\s*\\R\\s*", "; ")
        .replaceAll("\\s+", " ");
  }
}
