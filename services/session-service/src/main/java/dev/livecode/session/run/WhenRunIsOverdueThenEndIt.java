package dev.livecode.session.run;

import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.session.codesession.CodeSessions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends runs that no runner will: whose request somebody has taken out of the queue, by its topic's
 * retention or its group's offsets. Otherwise their sessions would be busy for ever.
 */
@Component
class WhenRunIsOverdueThenEndIt {

  private static final Logger log = LoggerFactory.getLogger(WhenRunIsOverdueThenEndIt.class);
  private static final int AT_ONCE = 100;

  private final RunRegister register;
  private final CodeSessions sessions;
  private final ExecutionProgress progress;
  private final ExpireRun expiry;
  private final TransactionOperations transactions;
  private final OverdueProperties properties;
  private final Clock clock;

  WhenRunIsOverdueThenEndIt(
      RunRegister register,
      CodeSessions sessions,
      ExecutionProgress progress,
      ExpireRun expiry,
      TransactionOperations transactions,
      OverdueProperties properties,
      Clock clock) {
    this.register = register;
    this.sessions = sessions;
    this.progress = progress;
    this.expiry = expiry;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  /** One look; whatever is away now is looked for again. */
  @Scheduled(
      initialDelayString = "${livecode.overdue.look:30s}",
      fixedDelayString = "${livecode.overdue.look:30s}")
  void look() {
    try {
      for (IssuedRun run : register.busySince(now().minus(properties.after()), AT_ONCE)) {
        if (!settle(run)) {
          return; // Who could not say it of one can't of the others: each would cost a timeout.
        }
      }
    } catch (RuntimeException e) {
      log.warn("Whether a run is overdue is not known, asked again later: {}", e.toString());
    }
  }

  /** Ends a run unless it has ended; false when nobody can say now. */
  private boolean settle(IssuedRun run) {
    // Perhaps only the news of its end was missed.
    ExecutionProgress.Stage stage = progress.stage(run.executionId());
    if (stage == ExecutionProgress.Stage.UNKNOWN) {
      return false;
    }
    transactions.executeWithoutResult(
        _ -> {
          boolean isOurs = sessions.release(List.of(run.executionId())) > 0;
          if (isOurs && stage != ExecutionProgress.Stage.ENDED) {
            expiry.end(run);
            log.warn(
                "Execution {}: nobody has ended it within {}, it ends as expired",
                run.executionId(),
                properties.after());
          }
        });
    return true;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  static class Timetable {}
}
