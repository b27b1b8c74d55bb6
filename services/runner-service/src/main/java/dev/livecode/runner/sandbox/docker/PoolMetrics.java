package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.SandboxFailedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What can be measured of containers. */
final class PoolMetrics {

  private final MeterRegistry registry;
  private final Timer create;
  private final Timer remove;

  PoolMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.create = registry.timer("livecode.pool.create");
    this.remove = registry.timer("livecode.pool.remove");
  }

  void watch(Supplier<Number> parkedNow) {
    registry.gauge("livecode.pool.parked", parkedNow, it -> it.get().doubleValue());
  }

  void lent(boolean isHit, long nanos) {
    registry
        .timer("livecode.pool.wait", "result", isHit ? "hit" : "miss")
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void ran(long nanos) {
    registry.timer("livecode.sandbox.run").record(nanos, TimeUnit.NANOSECONDS);
  }

  void swept(int orphans) {
    registry.counter("livecode.pool.orphans").increment(orphans);
  }

  ParkedContainer parking(Park park) throws SandboxFailedException {
    Timer.Sample sample = Timer.start(registry);
    ParkedContainer container = park.park();
    sample.stop(create);
    return container;
  }

  void removing(Runnable removal) {
    remove.record(removal);
  }

  /** Parks one container. */
  interface Park {
    ParkedContainer park() throws SandboxFailedException;
  }
}
