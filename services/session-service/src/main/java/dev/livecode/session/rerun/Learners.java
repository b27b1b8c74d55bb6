package dev.livecode.session.rerun;

import dev.livecode.session.run.ExecutionProgress;
import dev.livecode.session.run.ExecutionProgress.Stage;
import dev.livecode.session.run.RunRegister;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Knows whether learners wait. */
@Component
class Learners {

  private final RunRegister register;
  private final ExecutionProgress progress;
  private final RerunProperties properties;
  private final Clock clock;

  Learners(
      RunRegister register, ExecutionProgress progress, RerunProperties properties, Clock clock) {
    this.register = register;
    this.progress = progress;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Whether a learner's run waits for a slot. The queue is in order, so that once the last of those
   * that have had the time has started, all have. Where nobody can say, they may.
   */
  boolean mayWait() {
    return register
        .lastBusyBefore(clock.instant().minus(properties.yieldAfter()))
        .map(it -> progress.stage(it.executionId()))
        .filter(it -> it == Stage.QUEUED || it == Stage.UNKNOWN)
        .isPresent();
  }
}
