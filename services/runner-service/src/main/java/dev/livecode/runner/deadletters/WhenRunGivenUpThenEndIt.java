package dev.livecode.runner.deadletters;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.runner.language.Ending;
import dev.livecode.runner.reporting.RunReport;
import dev.livecode.runner.reporting.RunReports;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.annotation.KafkaListener;

/** Ends runs that no runner could process, so that no session stays busy for ever. */
class WhenRunGivenUpThenEndIt {

  static final String ID = "dead-letters";
  private static final Logger log = LoggerFactory.getLogger(WhenRunGivenUpThenEndIt.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final OriginalRequests originals;
  private final RunReports reports;
  private final MeterRegistry registry;

  WhenRunGivenUpThenEndIt(OriginalRequests originals, RunReports reports, MeterRegistry registry) {
    this.originals = originals;
    this.reports = reports;
    this.registry = registry;
  }

  @KafkaListener(
      id = ID,
      groupId = DeadLetters.GROUP,
      topics = Topics.RUN_REQUESTS_DLQ,
      containerFactory = "deadLetterContainers",
      autoStartup = "false")
  void on(ConsumerRecord<String, byte[]> record) throws InterruptedException {
    if (RedriveMark.isOn(record)) {
      return;
    }
    Optional<RunRequested> run = originals.of(record);
    registry
        .counter("livecode.dead.letters", "readable", String.valueOf(run.isPresent()))
        .increment();
    if (run.isPresent()) {
      end(run.get());
    } else {
      log.error("{}: a dead letter that is no request is left alone", record.key());
    }
  }

  private void end(RunRequested run) throws InterruptedException {
    log.error("{}: no runner could process it, it ends as a system error", run.executionId());
    try (RunReport report = reports.open(run, 0)) {
      report.finished(Ending.withoutRun(Outcome.SYSTEM_ERROR));
      if (!report.awaitTold(PATIENCE)) {
        throw new KafkaException("Kafka did not take the end of " + run.executionId());
      }
    }
  }
}
