package dev.livecode.runner.queue;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The part of readiness that is about the queue. */
final class KafkaHealthIndicator implements HealthIndicator {

  private final KafkaWatch kafka;

  KafkaHealthIndicator(KafkaWatch kafka) {
    this.kafka = kafka;
  }

  @Override
  public Health health() {
    String reason = kafka.reason();
    return reason.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("reason", reason).build();
  }
}
