package dev.livecode.session.rerun;

import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.session.run.RunAnswer;
import dev.livecode.session.run.RunDesk;
import dev.livecode.session.run.RunRegister;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Runs again what a session has run, in that session. */
@Service
public class RerunDesk {

  private static final Logger log = LoggerFactory.getLogger(RerunDesk.class);

  private final RunRegister register;
  private final PastRuns past;
  private final RunDesk desk;

  RerunDesk(RunRegister register, PastRuns past, RunDesk desk) {
    this.register = register;
    this.past = past;
    this.desk = desk;
  }

  /** What becomes of a client's wish to run this again. */
  public RunAnswer accept(UUID execution) {
    Optional<ArchivedRun> original;
    try {
      original = past.find(execution);
    } catch (PastRunsAwayException e) {
      log.warn("Execution {}: not run again: {}", execution, String.valueOf(e.getCause()));
      return new RunAnswer.Unavailable("The execution service can't be reached");
    }
    return original.map(desk::acceptAgain).orElseGet(() -> unknown(execution));
  }

  private RunAnswer unknown(UUID execution) {
    return register.find(execution).isEmpty()
        ? new RunAnswer.NoExecution()
        : new RunAnswer.Unavailable("The log has not told of this execution yet");
  }
}
