package dev.livecode.startup;

import java.net.BindException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says that a part can't listen where it is told to; a port in use is known to Spring itself. */
final class AddressFailureAnalyzer implements FailureAnalyzer {

  private static final String SERVER = "server.port";
  private static final String MANAGEMENT = "management.server.port";

  private final Environment environment;

  AddressFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable it : ExceptionUtils.getThrowables(failure)) {
      String words = String.valueOf(it.getMessage());
      if (isOutOfRange(it, words, MANAGEMENT)) {
        return analysis(MANAGEMENT, words, "Set MANAGEMENT_SERVER_PORT.", it);
      }
      if (isOutOfRange(it, words, SERVER) || isBinding(it, words)) {
        return analysis(
            SERVER, words, "Set SERVER_ADDRESS, and SERVER_PORT or the edge's PORT.", it);
      }
    }
    return null;
  }

  /** By the port, because others than these two may be refused in the same words. */
  private boolean isOutOfRange(Throwable failure, String words, String property) {
    return failure instanceof IllegalArgumentException
        && words.equals("port out of range:" + environment.getProperty(property));
  }

  private static boolean isBinding(Throwable failure, String words) {
    return failure instanceof BindException && !words.contains("in use");
  }

  private FailureAnalysis analysis(
      String property, String words, String action, Throwable failure) {
    String address = environment.getProperty("server.address", "any address");
    String port = environment.getProperty(property, "8080");
    return new FailureAnalysis(
        "Nobody can listen on " + address + ", port " + port + ": " + words + ".", action, failure);
  }
}
