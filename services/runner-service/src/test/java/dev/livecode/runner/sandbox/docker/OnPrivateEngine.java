package dev.livecode.runner.sandbox.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the private engine, one for all of them, which ends with the last. */
public final class OnPrivateEngine implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PrivateEngine.class;
  }

  @Override
  public PrivateEngine resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(PrivateEngine.class))
        .computeIfAbsent(PrivateEngine.class, _ -> start(), PrivateEngine.class);
  }

  private static PrivateEngine start() {
    try {
      return PrivateEngine.startWithImage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the engine started", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The private engine did not start", e);
    }
  }
}
