package dev.livecode.runner.reporting;

import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.identity.RunnerName;
import java.time.Clock;

/** Opens a report for every attempt. Thread-safe. */
public final class RunReports {

  private final EventLog events;
  private final RunnerName runner;
  private final ReportingProperties properties;
  private final Clock clock;

  RunReports(EventLog events, RunnerName runner, ReportingProperties properties, Clock clock) {
    this.events = events;
    this.runner = runner;
    this.properties = properties;
    this.clock = clock;
  }

  /** Gets ready; may take a moment. */
  public void warmUp() {
    events.warmUp();
  }

  /**
   * A report of a new attempt, with an id of its own.
   *
   * @param outputBytes that are kept, per stream
   */
  public RunReport open(RunRequested run, long outputBytes) {
    var time = new AttemptTime(run.acceptedAt(), clock);
    return new RunReport(
        Attempt.of(run, runner), new Telling(events), properties, outputBytes, time);
  }
}
