package dev.livecode.runner.reporting;

import dev.livecode.contracts.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of one attempt, sent at once and kept until Kafka has all of them. For one thread. */
final class Telling {

  private static final Logger log = LoggerFactory.getLogger(Telling.class);

  private final EventLog eventLog;
  private final List<RunEvent> events = new ArrayList<>();
  private final List<CompletableFuture<Void>> sent = new ArrayList<>();

  Telling(EventLog eventLog) {
    this.eventLog = eventLog;
  }

  void tell(RunEvent event) {
    events.add(event);
    sent.add(eventLog.append(event));
  }

  /**
   * Returns when Kafka has every event. Where one did not arrive, all are told again, as another
   * attempt, so that no attempt has gaps: for as long as it takes, until interrupted.
   */
  void awaitTold(Duration retryDelay) throws InterruptedException {
    if (allArrived()) {
      return;
    }
    log.warn("{}: its events are sent until Kafka takes them all", executionId());
    do {
      Thread.sleep(retryDelay);
      UUID id = UUID.randomUUID();
      sent.clear();
      events.forEach(event -> sent.add(eventLog.append(Attempt.retold(event, id))));
    } while (!allArrived());
    log.info("{}: Kafka has taken all events", executionId());
  }

  private UUID executionId() {
    return events.getFirst().executionId();
  }

  private boolean allArrived() throws InterruptedException {
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
      return true;
    } catch (ExecutionException e) {
      log.debug("{}: Kafka did not take an event", executionId(), e.getCause());
      return false;
    }
  }
}
