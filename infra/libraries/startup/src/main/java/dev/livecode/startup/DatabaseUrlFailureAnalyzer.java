package dev.livecode.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Knows by the URL itself, whatever failed for it, that it leads to no database of ours. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DatabaseUrlFailureAnalyzer extends AbstractFailureAnalyzer<Throwable> {

  private final Environment environment;

  DatabaseUrlFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, Throwable cause) {
    String url = environment.getProperty("spring.datasource.url");
    return url == null || new DatabaseUrl(url).isOfPostgres()
        ? null
        : new FailureAnalysis(
            "SPRING_DATASOURCE_URL is no URL of a PostgreSQL database.",
            "Set it, such as jdbc:postgresql://HOST:5432/NAME, without user and password.",
            cause);
  }
}
