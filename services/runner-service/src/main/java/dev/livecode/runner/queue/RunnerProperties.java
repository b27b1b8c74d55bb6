package dev.livecode.runner.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a runner takes on, and for how long.
 *
 * @param slots programs that run at once
 * @param queueTimeLimit how long after its acceptance a run may still begin
 * @param recordLock how long Kafka keeps a request for us without hearing from us
 * @param deliveryLimit how often a request is delivered before it is given up
 * @param holdLimit how long a request is held while the fault is ours, before another may try
 * @param shutdownDeadline how long running programs may go on when the runner is stopped
 */
@ConfigurationProperties("livecode.runner")
public record RunnerProperties(
    @DefaultValue("2") int slots,
    @DefaultValue("10m") Duration queueTimeLimit,
    @DefaultValue("30s") Duration recordLock,
    @DefaultValue("5") int deliveryLimit,
    @DefaultValue("5m") Duration holdLimit,
    @DefaultValue("20s") Duration shutdownDeadline) {

  /** Compiling and an interactive program together, generously. */
  private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

  public RunnerProperties {
    if (slots < 1) {
      throw new IllegalArgumentException("livecode.runner.slots must be above zero");
    }
  }

  /**
   * The longest time from a run's acceptance to the end of an attempt that began in time, on
   * whichever runner: it waits, it is held, it compiles and runs.
   */
  Duration longestLife() {
    return queueTimeLimit.plus(holdLimit).plus(LONGEST_RUN);
  }

  /** How often Kafka hears from us while a program runs. */
  Duration renewEvery() {
    return recordLock.dividedBy(3);
  }
}
