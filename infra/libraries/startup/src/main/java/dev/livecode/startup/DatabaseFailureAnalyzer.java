package dev.livecode.startup;

import java.sql.SQLException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says what to do where PostgreSQL is away or does not let a part in, without any secret. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

  private final Environment environment;

  DatabaseFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    SQLException told = innermost(cause);
    return switch (String.valueOf(told.getSQLState())) {
      // The driver itself says 08004 where the server wants a password and there is none.
      case "28P01", "28000", "08004" ->
          analysis(
              "PostgreSQL at %s refuses %s",
              told, "Set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
      case "3D000" ->
          analysis(
              "PostgreSQL at %s has no such database",
              told, "Create it, or set SPRING_DATASOURCE_URL.");
      case "42501" ->
          analysis(
              "PostgreSQL at %s does not allow the migration to %s",
              told, "Make that user the database's owner, or set SPRING_DATASOURCE_USERNAME.");
      case String state when isOutage(state) ->
          analysis(
              "PostgreSQL does not answer at %s", told, "Start it, or set SPRING_DATASOURCE_URL.");
      default -> null;
    };
  }

  private static boolean isOutage(String state) {
    return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
  }

  private static SQLException innermost(SQLException failure) {
    return ExceptionUtils.getThrowableList(failure).reversed().stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst()
        .orElse(failure);
  }

  private FailureAnalysis analysis(String what, SQLException told, String action) {
    String url = new DatabaseUrl(environment.getProperty("spring.datasource.url", "?")).toShow();
    String name = environment.getProperty("spring.datasource.username");
    String user = name == null || name.isEmpty() ? "us" : "user '" + name + "'";
    return new FailureAnalysis(what.formatted(url, user) + ": " + words(told), action, told);
  }

  private static String words(SQLException told) {
    Throwable root = ExceptionUtils.getRootCause(told);
    String message = String.valueOf(root.getMessage()).strip();
    String sentence = message.endsWith(".") ? message : message + ".";
    return root == told ? sentence : root.getClass().getSimpleName() + ", " + sentence;
  }
}
