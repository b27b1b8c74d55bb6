package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.SandboxFailedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What can be measured of containers. */
public final class PoolMetrics {

  private final MeterRegistry registry;
  private final Timer create;
  private final Timer remove;
  private final Timer run;
  private final Timer overhead;

  public PoolMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.create = registry.timer("livecode.pool.create");
    this.remove = registry.timer("livecode.pool.remove");
    this.run = withMedian("livecode.sandbox.run");
    this.overhead = withMedian("livecode.sandbox.overhead");
  }

  private Timer withMedian(String name) {
    return Timer.builder(name).publishPercentiles(0.5, 0.95).register(registry);
  }

  void watch(Supplier<Number> parkedNow) {
    Gauge.builder("livecode.pool.parked", parkedNow).strongReference(true).register(registry);
  }

  void lent(boolean isHit, long nanos) {
    registry
        .timer("livecode.pool.wait", "result", isHit ? "hit" : "miss")
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A job took so long from being handed over to its report, of which the program had its part. */
  public void ran(long nanos, Duration program) {
    run.record(nanos, TimeUnit.NANOSECONDS);
    overhead.record(Math.max(0, nanos - program.toNanos()), TimeUnit.NANOSECONDS);
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
