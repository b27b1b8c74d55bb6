package dev.livecode.session.control;

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
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes what is typed into runs, and gives it to the log. */
@Service
public class InputDesk {

  /** Longer than any run may wait and take: nobody types into one that is forgotten. */
  private static final Duration KEPT = Duration.ofHours(1);

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
      Clock clock) {
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
        : requireNonNull(transactions.execute(_ -> record(execution, input)));
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
