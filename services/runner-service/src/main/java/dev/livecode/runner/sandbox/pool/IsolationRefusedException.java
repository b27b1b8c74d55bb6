package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.walls.Isolation;
import java.util.Locale;

/** This host does not allow the level of isolation that was asked for. */
public final class IsolationRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IsolationRefusedException(Isolation isolation, String reason) {
    super(
        "livecode.sandbox.isolation=" + isolation.name().toLowerCase(Locale.ROOT) + ": " + reason);
  }
}
