package dev.livecode.endtoend;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each class of tests: what the shared system has written to Kafka's log is as {@code
 * docs/asyncapi.yaml} says. JUnit finds it in {@code META-INF/services}.
 */
public final class LogIsAsDescribed implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    SharedSystem.requireDescribedLog();
  }
}
