package dev.livecode.startup;

import static java.util.stream.Collectors.joining;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says what in a database's history keeps a part from migrating it. */
final class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

  private final Environment environment;

  MigrationFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
    String url = new DatabaseUrl(environment.getProperty("spring.datasource.url", "?")).toShow();
    String words = String.valueOf(cause.getMessage());
    if (cause instanceof FlywayValidateException) {
      return new FailureAnalysis(
          "The database at " + url + " was migrated otherwise: " + findings(words) + ".",
          "Start the version that has made it, or restore the file of that migration.",
          cause);
    }
    return words.contains("no schema history table")
        ? new FailureAnalysis(
            "The database at " + url + " has tables of something else.",
            "Set SPRING_DATASOURCE_URL to an empty database.",
            cause)
        : null;
  }

  /** Flyway tells each in a line, among figures, advice and advertising. */
  private static String findings(String words) {
    return words
        .lines()
        .filter(line -> line.startsWith("Migration ") || line.startsWith("Detected "))
        .map(line -> line.replaceFirst("[.:]$", ""))
        .collect(joining("; "));
  }
}
