package dev.livecode.runner.queue;

import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.runner.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one request at a time, for as long as the runner lives. The program runs in another thread,
 * while this one, the only one that touches the queue, keeps the request ours.
 */
final class Slot implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Slot.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final QueueClient client;
  private final Sandbox sandbox;
  private final WhenRunRequestedThenExecute executions;
  private final RunnerProperties properties;
  private final Stopping stopping;
  private final RunEventCodec codec = new RunEventCodec();

  Slot(
      QueueClient client,
      Sandbox sandbox,
      WhenRunRequestedThenExecute executions,
      RunnerProperties properties,
      Stopping stopping) {
    this.client = client;
    this.sandbox = sandbox;
    this.executions = executions;
    this.properties = properties;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    try {
      while (!stopping.isAsked()) {
        serveAsOneMember();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the queue breaks or loses a record: then a new member knows better where it stands. */
  private void serveAsOneMember() throws InterruptedException {
    try (RunQueue queue = client.join()) {
      boolean isMember = true;
      while (isMember && !stopping.isAsked()) {
        isMember = serve(queue);
      }
    } catch (KafkaException | IllegalStateException e) {
      log.warn("The queue broke, joining it again: {}", e.getMessage());
      Thread.sleep(LOOK);
    }
  }

  private boolean serve(RunQueue queue) throws InterruptedException {
    if (!sandbox.awaitReady(LOOK)) {
      return true;
    }
    Optional<ConsumerRecord<String, byte[]>> record = queue.take(LOOK);
    return record.isEmpty() || work(queue, record.get());
  }

  /** False when the record was lost on the way. */
  private boolean work(RunQueue queue, ConsumerRecord<String, byte[]> record)
      throws InterruptedException {
    Optional<RunRequested> run = decode(record);
    if (run.isEmpty()) {
      return queue.settle(record, Verdict.NO_REQUEST.acknowledgement());
    }
    var task = new RunTask(executions.of(run.get()));
    boolean isHeld = keep(queue, record, task);
    Verdict verdict = task.verdict();
    return isHeld && queue.settle(record, verdict.acknowledgement());
  }

  /** Keeps the record ours until the task is over; false when that did not work. */
  private boolean keep(RunQueue queue, ConsumerRecord<String, byte[]> record, RunTask task)
      throws InterruptedException {
    boolean isHeld = true;
    long renewAt = nextRenewal();
    while (!task.isOverWithin(LOOK)) {
      if (stopping.isPast() || (stopping.isAsked() && !task.hasBegun())) {
        task.callOff();
      }
      if (isHeld && System.nanoTime() - renewAt >= 0) {
        isHeld = queue.renew(record);
        renewAt = nextRenewal();
      }
    }
    return isHeld;
  }

  private long nextRenewal() {
    return System.nanoTime() + properties.renewEvery().toNanos();
  }

  private Optional<RunRequested> decode(ConsumerRecord<String, byte[]> record) {
    try {
      if (codec.decode(KafkaRecords.fromConsumerRecord(record)).event()
          instanceof RunRequested run) {
        return Optional.of(run);
      }
      log.error("{}: this is no request, so it goes to the dead letters", record.key());
    } catch (UndecodableEventException e) {
      log.error(
          "{}: can't be read, so it goes to the dead letters: {}", record.key(), e.getMessage());
    }
    return Optional.empty();
  }
}
