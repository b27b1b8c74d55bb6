package dev.livecode.startup;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns off what Spring would print of the same failure before and beside our line; part of it
 * shows the database's URL, in which a password may be. A failure that nobody has words for is
 * still printed with its stack trace.
 */
final class NothingElse implements EnvironmentPostProcessor {

  private static final Map<String, Object> LEVELS =
      Map.of(
          "logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
          "off",
          "logging.level.org.springframework.boot.web.server.servlet.context"
              + ".AnnotationConfigServletWebServerApplicationContext",
          "error",
          "logging.level.org.springframework.boot.tomcat.servlet"
              + ".DeferredServletContainerInitializers",
          "off",
          "logging.level.org.springframework.boot.autoconfigure.logging",
          "warn");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment.getPropertySources().addLast(new MapPropertySource("livecode-startup", LEVELS));
  }
}
