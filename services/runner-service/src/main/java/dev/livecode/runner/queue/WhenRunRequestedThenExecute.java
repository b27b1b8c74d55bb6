package dev.livecode.runner.queue;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.controls.Controls;
import dev.livecode.runner.language.Ending;
import dev.livecode.runner.language.Program;
import dev.livecode.runner.language.Programs;
import dev.livecode.runner.reporting.RunReport;
import dev.livecode.runner.reporting.RunReports;
import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.SandboxFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a request to its end, and sees to it that the end is known. Thread-safe. */
final class WhenRunRequestedThenExecute {

  private static final Logger log = LoggerFactory.getLogger(WhenRunRequestedThenExecute.class);

  private final Sandbox sandbox;
  private final Programs programs;
  private final RunReports reports;
  private final Controls controls;
  private final RunnerProperties properties;
  private final RunMetrics metrics;
  private final Clock clock;

  WhenRunRequestedThenExecute(
      Sandbox sandbox,
      Programs programs,
      RunReports reports,
      Controls controls,
      RunnerProperties properties,
      RunMetrics metrics,
      Clock clock) {
    this.sandbox = sandbox;
    this.programs = programs;
    this.reports = reports;
    this.controls = controls;
    this.properties = properties;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The request's execution, to be called once. */
  Execution of(RunRequested run) {
    return new Execution(run);
  }

  /** One request on its way to its end. For one thread, unless said otherwise. */
  final class Execution implements Callable<Verdict> {

    private final RunRequested run;
    private volatile boolean begun;
    private boolean frozen;
    private @Nullable RunControl control;

    private Execution(RunRequested run) {
      this.run = run;
    }

    UUID id() {
      return run.executionId();
    }

    /** Whether the program may have run. For any thread. */
    boolean hasBegun() {
      return begun;
    }

    /** Runs the request, again where the fault was ours, for at most the hold limit. */
    @Override
    public Verdict call() throws InterruptedException {
      if (run.acceptedAt().plus(properties.queueTimeLimit()).isBefore(clock.instant())) {
        log.warn("{}: waited too long in the queue, it ends without running", id());
        return end(Outcome.EXPIRED);
      }
      Optional<Program> program = programs.of(run);
      if (program.isEmpty()) {
        log.error(
            "{}: there is no language '{}' here, it ends without running", id(), run.language());
        return end(Outcome.SYSTEM_ERROR);
      }
      return attemptUntilDone(program.get());
    }

    private Verdict attemptUntilDone(Program program) throws InterruptedException {
      var patience = new Patience(properties.holdLimit());
      do {
        if (controls.isCancelled(id())) {
          log.info("{}: cancelled before its program began", id());
          return end(Outcome.CANCELLED);
        }
        try {
          return attempt(program);
        } catch (SandboxFailedException e) {
          log.warn("{}: the sandbox failed, it is tried again: {}", id(), e.getMessage());
        }
      } while (patience.pause());
      log.error("{}: not run within {}, another may try", id(), properties.holdLimit());
      return Verdict.NOT_DONE;
    }

    private Verdict attempt(Program program) throws SandboxFailedException, InterruptedException {
      try (RunReport report = reports.open(run, program.outputBytes())) {
        var listener = new ReportingListener(report, this::begin);
        Report ended = sandbox.run(program.job(), listener);
        requireThawed(ended);
        return tell(report, program.ending(ended, listener.stderr()));
      } finally {
        if (control != null) {
          controls.end(id(), control);
        }
      }
    }

    private void begin(RunControl handedOver) {
      begun = true;
      control = handedOver;
      controls.begin(id(), handedOver);
    }

    /** Once: a program that gets hold of its walls could go on like that. */
    private void requireThawed(Report ended) throws SandboxFailedException {
      if (ended.cause() == Cause.FROZEN && !frozen) {
        frozen = true;
        throw new SandboxFailedException("Somebody froze its container");
      }
    }

    private Verdict end(Outcome outcome) throws InterruptedException {
      try (RunReport report = reports.open(run, 0)) {
        return tell(report, Ending.withoutRun(outcome));
      }
    }

    private Verdict tell(RunReport report, Ending ending) throws InterruptedException {
      report.finished(ending);
      metrics.ended(run, ending);
      Duration waited = Duration.between(run.acceptedAt(), clock.instant());
      log.info(
          "{}: {} {} in {} ms, {} ms after its acceptance",
          id(),
          run.language(),
          ending.outcome(),
          ending.usage().wallTimeMs(),
          waited.toMillis());
      if (report.awaitTold(properties.holdLimit())) {
        return Verdict.DONE;
      }
      log.error("{}: Kafka did not take its end, so it will run again", id());
      return Verdict.NOT_DONE;
    }
  }
}
