package dev.livecode.runner.sandbox.engine;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The part of readiness that is about containers. */
final class EngineHealthIndicator implements HealthIndicator {

  private final EngineHealth health;

  EngineHealthIndicator(EngineHealth health) {
    this.health = health;
  }

  @Override
  public Health health() {
    return health.isUp()
        ? Health.up().build()
        : Health.down().withDetail("reason", health.reason()).build();
  }
}
