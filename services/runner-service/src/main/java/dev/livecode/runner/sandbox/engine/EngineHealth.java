package dev.livecode.runner.sandbox.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the engine answers and containers can be parked, said in one line when it changes. */
public final class EngineHealth {

  private static final Logger log = LoggerFactory.getLogger(EngineHealth.class);
  private static final String UP = "";

  private final AtomicReference<String> engine = new AtomicReference<>("not asked yet");
  private final AtomicReference<String> parking = new AtomicReference<>("nothing parked yet");

  public void engineAnswers() {
    if (!engine.getAndSet(UP).equals(UP)) {
      log.info("The Docker engine answers");
    }
  }

  public void engineFails(Throwable failure, EngineAddress address) {
    engineFails(EngineTrouble.of(failure, address));
  }

  void engineFails(String reason) {
    if (!engine.getAndSet(reason).equals(reason)) {
      log.warn("The Docker engine does not answer, no run is taken until it does: {}", reason);
    }
  }

  public void parkingWorks() {
    if (!parking.getAndSet(UP).equals(UP)) {
      log.info("Containers can be parked");
    }
  }

  public void parkingFails(String reason) {
    if (!parking.getAndSet(reason).equals(reason)) {
      log.warn("No run is taken until this works: {}", reason);
    }
  }

  /** The part of readiness that is about containers. */
  public HealthIndicator indicator() {
    return new EngineHealthIndicator(this);
  }

  public boolean engineIsUp() {
    return engine.get().equals(UP);
  }

  public boolean isUp() {
    return reason().equals(UP);
  }

  /** What is wrong; empty when nothing is. */
  public String reason() {
    return engineIsUp() ? parking.get() : engine.get();
  }
}
