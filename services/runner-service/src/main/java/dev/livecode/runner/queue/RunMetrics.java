package dev.livecode.runner.queue;

import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.language.Ending;
import io.micrometer.core.instrument.MeterRegistry;

/** What can be counted of runs. */
final class RunMetrics {

  private final MeterRegistry registry;

  RunMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void ended(RunRequested run, Ending ending) {
    registry
        .counter("livecode.runs", "language", run.language(), "outcome", ending.outcome().name())
        .increment();
  }
}
