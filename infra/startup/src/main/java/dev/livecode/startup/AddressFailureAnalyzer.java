package dev.livecode.startup;

import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says that a part can't listen where it is told to; a port in use is known to Spring itself. */
final class AddressFailureAnalyzer implements FailureAnalyzer {

  private final Environment environment;

  AddressFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (@Nullable Throwable it = failure; it != null; it = it.getCause()) {
      String words = String.valueOf(it.getMessage());
      if (isOurPort(it, words) || isBinding(it, words)) {
        return new FailureAnalysis(
            "Nobody can listen on " + place() + ": " + words + ".",
            "Set SERVER_ADDRESS, and SERVER_PORT or the edge's PORT.",
            it);
      }
    }
    return null;
  }

  private boolean isOurPort(Throwable failure, String words) {
    return failure instanceof IllegalArgumentException
        && words.equals("port out of range:" + environment.getProperty("server.port"));
  }

  private static boolean isBinding(Throwable failure, String words) {
    return failure instanceof BindException && !words.contains("in use");
  }

  private String place() {
    return environment.getProperty("server.address", "any address")
        + ", port "
        + environment.getProperty("server.port", "8080");
  }
}
