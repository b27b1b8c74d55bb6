package dev.livecode.runner.queue;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.language.Ending;
import dev.livecode.runner.language.Program;
import dev.livecode.runner.language.Programs;
import dev.livecode.runner.reporting.RunReport;
import dev.livecode.runner.reporting.RunReports;
import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.SandboxFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a request to its end, and sees to it that the end is known. Thread-safe. */
final class WhenRunRequestedThenExecute {

  private static final Logger LOG = LoggerFactory.getLogger(WhenRunRequestedThenExecute.class);

  private final Sandbox sandbox;
  private final Programs programs;
  private final RunReports reports;
  private final RunnerProperties properties;
  private final RunMetrics metrics;
  private final Clock clock;

  WhenRunRequestedThenExecute(
      Sandbox sandbox,
      Programs programs,
      RunReports reports,
      RunnerProperties properties,
      RunMetrics metrics,
      Clock clock) {
    this.sandbox = sandbox;
    this.programs = programs;
    this.reports = reports;
    this.properties = properties;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Runs the request, again where the fault was ours, for at most the hold limit.
   *
   * @param begun set as soon as the program may have run
   */
  Verdict execute(RunRequested run, AtomicBoolean begun) throws InterruptedException {
    if (run.acceptedAt().plus(properties.queueTimeLimit()).isBefore(clock.instant())) {
      LOG.warn("{}: waited too long in the queue, it ends without running", run.executionId());
      return end(run, Outcome.EXPIRED);
    }
    Optional<Program> program = programs.of(run);
    if (program.isEmpty()) {
      LOG.error(
          "{}: there is no language '{}' here, it ends without running",
          run.executionId(),
          run.language());
      return end(run, Outcome.SYSTEM_ERROR);
    }
    return attemptUntilDone(run, program.get(), begun);
  }

  private Verdict attemptUntilDone(RunRequested run, Program program, AtomicBoolean begun)
      throws InterruptedException {
    var patience = new Patience(properties.holdLimit());
    var frozen = new AtomicBoolean();
    do {
      try {
        return attempt(run, program, begun, frozen);
      } catch (SandboxFailedException e) {
        LOG.warn(
            "{}: the sandbox failed, it is tried again: {}", run.executionId(), e.getMessage());
      }
    } while (patience.pause());
    LOG.error("{}: not run within {}, another may try", run.executionId(), properties.holdLimit());
    return Verdict.NOT_DONE;
  }

  /**
   * @param frozen whether it was so once: a second time ends it, because a program that gets hold
   *     of its walls could go on like that
   */
  private Verdict attempt(
      RunRequested run, Program program, AtomicBoolean begun, AtomicBoolean frozen)
      throws SandboxFailedException, InterruptedException {
    try (RunReport report = reports.open(run, program.outputBytes())) {
      var listener = new ReportingListener(report, begun);
      Report ended = sandbox.run(program.job(), listener);
      if (ended.cause() == Cause.FROZEN && !frozen.getAndSet(true)) {
        throw new SandboxFailedException("Somebody froze its container");
      }
      return tell(run, report, program.ending(ended, listener.stderr()));
    }
  }

  private Verdict end(RunRequested run, Outcome outcome) throws InterruptedException {
    try (RunReport report = reports.open(run, 0)) {
      return tell(run, report, Ending.withoutRun(outcome));
    }
  }

  private Verdict tell(RunRequested run, RunReport report, Ending ending)
      throws InterruptedException {
    report.finished(ending);
    metrics.ended(run, ending);
    Duration waited = Duration.between(run.acceptedAt(), clock.instant());
    LOG.info(
        "{}: {} {} in {} ms, {} ms after its acceptance",
        run.executionId(),
        run.language(),
        ending.outcome(),
        ending.usage().wallTimeMs(),
        waited.toMillis());
    if (report.awaitTold(properties.holdLimit())) {
      return Verdict.DONE;
    }
    LOG.error("{}: Kafka did not take its end, so it will run again", run.executionId());
    return Verdict.NOT_DONE;
  }
}
