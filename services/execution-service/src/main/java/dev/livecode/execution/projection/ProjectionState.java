package dev.livecode.execution.projection;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.stereotype.Component;

/** Whether the view keeps up, and if not, why; part of the readiness. */
@Component("projection")
class ProjectionState implements HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(ProjectionState.class);

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable String failing;
  private volatile @Nullable String stopped;

  void running() {
    if (failing != null) {
      log.info("The projection goes on");
      failing = null;
    }
  }

  void failing(String reason, Duration nextTry) {
    log.warn("The projection waits {} ms and tries again: {}", nextTry.toMillis(), reason);
    failing = reason;
  }

  void stopped(String reason) {
    log.error(
        "The projection has stopped; readiness stays down until it is started anew: {}", reason);
    stopped = reason;
  }

  /** Waits, though not beyond the end of the application; true when that has come. */
  boolean isClosedWithin(Duration duration) {
    try {
      return closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @EventListener(ContextClosedEvent.class)
  void onClose() {
    closed.countDown();
  }

  @EventListener
  void onConsumerStopped(ConsumerStoppedEvent event) {
    if (event.getReason() != ConsumerStoppedEvent.Reason.NORMAL && stopped == null) {
      stopped("The Kafka consumer ended: " + event.getReason());
    }
  }

  @Override
  public Health health() {
    String reason = stopped != null ? stopped : failing;
    return reason == null
        ? Health.up().build()
        : Health.down().withDetail("reason", reason).build();
  }
}
