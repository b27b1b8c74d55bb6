package dev.livecode.session.control;

import static dev.livecode.contracts.ContentLimits.ALL_INPUT_BYTES;
import static dev.livecode.contracts.ContentLimits.INPUT_BYTES;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElseGet;

import dev.livecode.contracts.StdinGiven;
import dev.livecode.session.antispam.ClientQuota;
import dev.livecode.session.antispam.Exceeded;
import dev.livecode.session.run.ExecutionProgress;
import dev.livecode.session.run.RunAnnouncements;
import dev.livecode.session.run.RunRegister;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes what is typed into runs, and gives it to the log. */
@Service
public class InputDesk {

  /** Longer than any run may wait and take: nobody types into one that is forgotten. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final long PATIENCE_MS = 2000;

  // Who types holds a connection while it waits for the run's row: a crowd on one run leaves the
  // other connections to those who save and run.
  private final Semaphore places;
  private final RunRegister register;
  private final InteractiveRuns runs;
  private final ExecutionProgress progress;
  private final ClientQuota quota;
  private final RunAnnouncements announcements;
  private final TransactionOperations transactions;
  private final Clock clock;

  InputDesk(
      RunRegister register,
      InteractiveRuns runs,
      ExecutionProgress progress,
      ClientQuota quota,
      RunAnnouncements announcements,
      TransactionOperations transactions,
      Clock clock,
      @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
    this.places = new Semaphore(Math.max(1, connections / 4), true);
    this.register = register;
    this.runs = runs;
    this.progress = progress;
    this.quota = quota;
    this.announcements = announcements;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What becomes of an input; one whose number has come before changes nothing. */
  public Typing give(UUID execution, Input input) {
    if (register.find(execution).isEmpty()) {
      return new Typing.NoExecution();
    }
    if (progress.stage(execution) == ExecutionProgress.Stage.ENDED) {
      return new Typing.Ended();
    }
    Optional<Exceeded> exceeded = quota.takeInput(execution);
    return exceeded.isPresent()
        ? new Typing.TooOften(exceeded.get())
        : recordInTurn(execution, input);
  }

  private Typing recordInTurn(UUID execution, Input input) {
    if (!takePlace()) {
      return new Typing.Unavailable("Too many inputs are waiting to be taken");
    }
    try {
      return requireNonNull(transactions.execute(_ -> record(execution, input)));
    } finally {
      places.release();
    }
  }

  /** False also when the service is stopping. */
  private boolean takePlace() {
    try {
      return places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Typing record(UUID execution, Input input) {
    Optional<InteractiveRun> held = runs.hold(execution);
    if (held.isEmpty()) {
      return new Typing.NotInteractive("It was not asked for with \"interactive\": true");
    }
    InteractiveRun run = held.get();
    long sequence = requireNonNullElseGet(input.sequence(), run::next);
    if (runs.has(execution, sequence)) {
      return new Typing.Given(sequence);
    }
    if (run.hasEndedBefore(sequence)) {
      return new Typing.NotInteractive("Its standard input has ended");
    }
    if (run.givenBytes() + input.bytes() > ALL_INPUT_BYTES) {
      return new Typing.NotInteractive(
          "At most " + ALL_INPUT_BYTES + " bytes may be typed into one run");
    }
    if (run.waitingBytes() + input.bytes() > INPUT_BYTES) {
      return new Typing.Full();
    }
    runs.give(execution, sequence, input);
    announcements.announce(
        new StdinGiven(
            execution,
            sequence,
            input.text(),
            input.end(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    return new Typing.Given(sequence);
  }

  @Scheduled(fixedDelayString = "PT10M")
  void forgetOldRuns() {
    int _ = runs.forget(KEPT);
  }
}
